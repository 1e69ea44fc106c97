package io.freshseal.replication.control.lazy;

import java.time.Instant;

/** One content that is here: its length, and when it was asked for last. */
final class ContentUse {

  final long size;

  /** When this process heard of it; whoever was told of its file before that is not known. */
  final Instant known;

  private Instant last;
  private boolean leaving;
  private volatile Instant written;

  ContentUse(long size, Instant last, Instant known) {
    this.size = size;
    this.known = known;
    this.last = last;
  }

  /** Notes that it is asked for; false if it is about to go, and is not to be had any more. */
  synchronized boolean again(Instant now) {
    if (leaving) {
      return false;
    }
    last = now;
    return true;
  }

  synchronized Instant last() {
    return last;
  }

  /** Lets it go unless it was asked for since then; false if not, or if it goes already. */
  synchronized boolean leave(Instant known) {
    if (leaving || !last.equals(known)) {
      return false;
    }
    leaving = true;
    return true;
  }

  /** It has not gone after all. */
  synchronized void stay() {
    leaving = false;
  }

  synchronized boolean isLeaving() {
    return leaving;
  }

  /** Whether the age of its file says when it was asked for last. */
  boolean isWritten(Instant time) {
    return time.equals(written);
  }

  /** The age of its file is this now. */
  void written(Instant time) {
    written = time;
  }
}
