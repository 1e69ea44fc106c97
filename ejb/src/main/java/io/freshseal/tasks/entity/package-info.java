/**
 * Tasks that order security updates by the clock of a place: when each is due, what it orders, and
 * what came of it. No container API here.
 */
package io.freshseal.tasks.entity;
