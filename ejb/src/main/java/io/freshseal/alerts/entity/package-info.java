/**
 * What needs a person: found in a picture of the fleet, compared with what is open already. Decided
 * without container, clock or database.
 */
package io.freshseal.alerts.entity;
