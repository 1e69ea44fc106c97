/**
 * The pages of system events: a filtered list, paged in the database, and one event with its
 * remedy. Reads the event log through its boundary and changes nothing.
 */
package io.freshseal.console.events;
