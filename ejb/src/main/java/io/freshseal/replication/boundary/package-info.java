/**
 * The relay for API, console and timers: its runs, its state, and what it serves. Nothing here runs
 * in a transaction; only the records of runs touch the database.
 */
package io.freshseal.replication.boundary;
