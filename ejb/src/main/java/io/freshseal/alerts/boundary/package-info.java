/** Keeps alerts in the database, and tells of each change once. */
package io.freshseal.alerts.boundary;
