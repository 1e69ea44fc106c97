/**
 * The source for API, console and timers: staging, publishing, renewing, and what is offered.
 * Nothing here runs in a transaction.
 */
package io.freshseal.publishing.boundary;
