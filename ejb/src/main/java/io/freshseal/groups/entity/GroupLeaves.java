package io.freshseal.groups.entity;

import java.time.Instant;

/**
 * A group is about to be deleted. Fired in the transaction that deletes it: who keeps something of
 * the group lets go of it there.
 */
public record GroupLeaves(String group, Instant at) {}
