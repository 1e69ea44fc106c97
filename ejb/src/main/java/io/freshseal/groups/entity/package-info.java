/**
 * Relay groups as values and decisions: which group takes its components from which, and in which
 * order they are to be updated. No container API here.
 */
package io.freshseal.groups.entity;
