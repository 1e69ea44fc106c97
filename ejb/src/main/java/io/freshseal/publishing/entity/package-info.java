/**
 * The words of publishing: what is staged, and how staging, publishing and renewing end. Values
 * alone; knows no store and no key.
 */
package io.freshseal.publishing.entity;
