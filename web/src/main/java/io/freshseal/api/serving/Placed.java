package io.freshseal.api.serving;

/** A download that holds a place, seen by those who want one. Safe for threads. */
public interface Placed {

  /** Whether it is a relay that reads. */
  boolean relay();

  /** Whether it keeps a thread of the server. */
  boolean keepsThread();

  /**
   * Whether it is slow, and has not been told to give way.
   *
   * @param least bytes a second
   */
  boolean isSlow(long least);

  /** Bytes a second. */
  double rate();

  /** Ends it: its connection, with all streams of it. */
  void giveWay();
}
