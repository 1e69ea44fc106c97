/**
 * Waiting at a relay or source for the next catalog: what a relay and an agent do between two runs
 * (docs/adr/0031). Polling goes on beside it.
 */
package io.freshseal.replication.control.push;
