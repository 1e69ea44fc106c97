package io.freshseal.heartbeats.boundary;

import io.freshseal.member.entity.RelayList;

/**
 * What became of a heartbeat.
 *
 * @param cameBack whether the computer had been reported as offline
 * @param formerAddress where the computer was heard before
 * @param address where it is heard now
 * @param copied whether it was just found that several machines report as it
 * @param wantsHoldings whether the list of what it holds is not known
 */
public record Taken(
    boolean cameBack,
    String formerAddress,
    String address,
    boolean copied,
    boolean wantsHoldings,
    RelayList relays) {}
