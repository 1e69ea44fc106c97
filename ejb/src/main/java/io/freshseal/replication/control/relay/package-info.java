/**
 * The relay around its replicator: one run at a time, its progress, what of it is worth an event,
 * and the watch over what is held. Knows no container and no database; the agent knows none of
 * this.
 */
package io.freshseal.replication.control.relay;
