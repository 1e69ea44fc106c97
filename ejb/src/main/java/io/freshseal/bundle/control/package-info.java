/**
 * Makes, inspects and takes in update bundles. Judges nothing itself: what a bundle offers goes
 * through the judges of a replication run.
 */
package io.freshseal.bundle.control;
