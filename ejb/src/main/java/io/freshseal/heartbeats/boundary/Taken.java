package io.freshseal.heartbeats.boundary;

import io.freshseal.member.entity.RelayList;

/**
 * What became of a heartbeat.
 *
 * @param cameBack whether the computer had been reported as offline
 * @param wantsHoldings whether the list of what it holds is not known
 */
public record Taken(boolean cameBack, boolean wantsHoldings, RelayList relays) {}
