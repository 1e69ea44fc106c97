/**
 * What the manager knows of its fleet. So far the relay builds and what each of them can do; no
 * container API here.
 */
package io.freshseal.fleet.entity;
