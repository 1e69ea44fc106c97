package io.freshseal.api.waiting;

import java.util.Objects;

/**
 * One request that waits. What the {@link WaitingRoom} needs to find it again is in here, so that a
 * waiter costs no further object; it belongs to one room, under whose lock those fields are.
 */
abstract class Waiter {

  /** Where a waiter is. */
  enum Place {
    OUTSIDE,
    WAITING,
    LEAVING
  }

  final String known;
  final boolean relay;
  final int seconds;

  Place place = Place.OUTSIDE;
  int slot;
  Waiter before;
  Waiter after;

  /**
   * Makes a waiter.
   *
   * @param known the tag of the catalog that the sender has; empty if there was none
   * @param relay whether it says that it is a relay, which others wait for in turn
   * @param seconds how long it waits at most
   */
  Waiter(String known, boolean relay, int seconds) {
    this.known = Objects.requireNonNull(known);
    this.relay = relay;
    this.seconds = seconds;
  }

  /**
   * Answers the request by what there is now; never fails and never blocks.
   *
   * @param closing whether that is because nobody may wait here any longer
   */
  abstract void answer(boolean closing);
}
