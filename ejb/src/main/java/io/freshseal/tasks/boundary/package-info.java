/**
 * Keeps scheduled tasks and runs what is due. The row of a task is claimed and moved on in the
 * transaction that orders, so that each due time orders once, whichever node dies at it.
 */
package io.freshseal.tasks.boundary;
