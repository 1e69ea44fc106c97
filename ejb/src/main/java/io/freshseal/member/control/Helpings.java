package io.freshseal.member.control;

import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Reply;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;

/**
 * How much goes into the next heartbeat: whether the list of what is held does, and how many
 * events. What a manager has no room for comes later or in smaller helpings, so that the rest is
 * heard all the same. Not for several threads.
 */
final class Helpings {

  /** After how many refusals in a row it is told that the list is not taken. */
  static final int TOLD_AFTER = 3;

  private final BackOff pauses;
  private boolean wanted;
  private Instant listNotBefore = Instant.MIN;
  private int events = Heartbeat.MAX_EVENTS;

  Helpings(Surroundings around) {
    this.pauses = new BackOff(around);
  }

  /** Whether the list goes along. */
  boolean withList(Instant now) {
    return wanted && !now.isBefore(listNotBefore);
  }

  /** How many events go along; none beside a list, for both could be too much together. */
  int events(Instant now) {
    return withList(now) ? 0 : events;
  }

  /** The manager took a heartbeat, and wants the list or does not. */
  void heard(Heartbeat taken, boolean wantsList, boolean eventsWait) {
    wanted = wantsList;
    if (taken.held().isPresent()) {
      pauses.reset();
      listNotBefore = Instant.MIN;
    }
    if (!eventsWait) {
      events = Heartbeat.MAX_EVENTS;
    }
  }

  /** Whether a refusal is about the list: everything else may be taken without it. */
  static boolean isForList(Heartbeat refused, Reply.Failed<?> why) {
    boolean tooMuch = why.code() == StatusCode.TOO_SLOW || why.code() == StatusCode.TOO_LARGE;
    return refused.held().isPresent() && (why.again().isPresent() || tooMuch);
  }

  /**
   * The list comes later, each time in a row later than before.
   *
   * @param least the shortest pause
   * @param longest the longest pause, unless the shortest is longer
   * @return whether that is to be told now
   */
  boolean postpone(Duration least, Duration longest, Instant now) {
    boolean first = pauses.failures() == 0;
    Duration own = pauses.next(longest);
    listNotBefore = now.plus(first || own.compareTo(least) < 0 ? least : own);
    return pauses.failures() == TOLD_AFTER;
  }

  /** When the list may come again, if it is to come and that is before another time. */
  Instant listOr(Instant other) {
    boolean waits = wanted && listNotBefore.isAfter(Instant.MIN);
    return waits && listNotBefore.isBefore(other) ? listNotBefore : other;
  }

  /**
   * Takes fewer events from now on, if those made a heartbeat a long one.
   *
   * @return whether it did
   */
  boolean halve(Heartbeat refused) {
    int sent = refused.events().size();
    boolean helps = sent > 1 && HeartbeatJson.write(refused).length > HeartbeatJson.SHORT_BYTES;
    events = helps ? sent / 2 : events;
    return helps;
  }

  /** Times that were planned by a clock that was set mean nothing any more. */
  void clockChanged() {
    listNotBefore = Instant.MIN;
  }
}
