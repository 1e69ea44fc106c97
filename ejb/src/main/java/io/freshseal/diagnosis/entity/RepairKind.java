package io.freshseal.diagnosis.entity;

import io.freshseal.member.entity.OrderKind;
import java.util.Optional;

/** What a step of a repair does. */
public enum RepairKind {
  /** Orders the relay to have the newest build it knows; its heartbeat tells when it has. */
  UPGRADE_RELAY(OrderKind.UPGRADE),
  /** Drops what the relay keeps and does not use. */
  CLEAR_RELAY_CACHE(OrderKind.CLEAR_CACHE),
  /** Orders a security update of the relay. */
  UPDATE_RELAY(OrderKind.UPDATE),
  /** Waits until the relay says that its update brought what is offered. */
  AWAIT_SUCCESS(null),
  /** Orders a security update of the relays behind. */
  UPDATE_RELAYS_BELOW(OrderKind.UPDATE),
  /** Drops what agents fetched and did not apply. */
  CLEAR_AGENT_CACHE(OrderKind.CLEAR_CACHE),
  /** Orders a security update of the agents that failed. */
  UPDATE_AGENTS(OrderKind.UPDATE),
  /** Signs everything anew at the source of this process. */
  RENEW_SOURCE(null),
  /** By hand: have the source renewed where it is. */
  RENEW_ELSEWHERE(null),
  /** By hand: let the relay take from whom its group says. */
  FIX_SOURCE(null),
  /** By hand: give the computer the trust anchors of now. */
  NEW_ANCHORS(null),
  /** By hand: set the clock. */
  SET_CLOCK(null),
  /** By hand: make room. */
  FREE_DISK(null),
  /** By hand: see to the network, the proxy or the computer that does not answer. */
  CHECK_NETWORK(null),
  /** By hand: start the computer. */
  START_COMPUTER(null),
  /** By hand: give the group a relay, or the computers another group. */
  FILL_GROUP(null),
  /** By hand: update a connected relay and make a bundle there. */
  MAKE_BUNDLE(null),
  /** By hand: apply the bundle on the relay. */
  APPLY_BUNDLE(null),
  /** By hand: find out who did it. */
  INVESTIGATE(null),
  /** By hand: find out what is missing to tell the cause. */
  LOOK_FURTHER(null);

  private final OrderKind order;

  RepairKind(OrderKind order) {
    this.order = order;
  }

  /** What it orders of computers; empty if it orders nothing. */
  public Optional<OrderKind> order() {
    return Optional.ofNullable(order);
  }

  /** Whether a person has to do it and to say when it is done. */
  public boolean byHand() {
    return order == null && this != AWAIT_SUCCESS && this != RENEW_SOURCE;
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "repairKind." + name();
  }

  /** Key of the text that says what to do, or what is waited for, in the same bundle. */
  public String instructionKey() {
    return messageKey() + ".instruction";
  }
}
