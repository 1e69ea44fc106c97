package io.freshseal.api.sending;

/** A connection, as far as what waits on it is concerned. Safe for threads. */
interface Line {

  /** Bytes that were written and not taken over by the operating system yet. */
  int waiting();

  /** Whether somebody may take them still. */
  boolean isOpen();

  /** Ends it at once, and drops what waits. */
  void end();
}
