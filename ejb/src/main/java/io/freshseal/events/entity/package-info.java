/**
 * System events as values: numbered, levelled, keyed by origin and number, with stable error codes.
 * Knows nothing of trust or stores; whoever reports says what happened in codes and figures.
 */
package io.freshseal.events.entity;
