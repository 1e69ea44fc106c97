/**
 * Security updates: ordered runs over some computers, relays before those that take from them, and
 * nobody sent into a failure that is known. No container API here.
 */
package io.freshseal.updates.entity;
