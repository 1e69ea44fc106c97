/**
 * Orders security updates and follows them: what may begin is decided by the relays of a run alone,
 * so that the cost of a report does not grow with the fleet.
 */
package io.freshseal.updates.boundary;
