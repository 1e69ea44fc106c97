/** Reads the fleet from the database in a few queries, and asks the primary source. */
package io.freshseal.forecast.boundary;
