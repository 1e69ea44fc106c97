package io.freshseal.shared.control;

import java.io.IOException;

/** A stream went on past its bound. */
public final class TooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long bound;

  /**
   * Makes the fault.
   *
   * @param bound the most bytes that were allowed
   */
  public TooLargeException(long bound) {
    super("More than the " + bound + " bytes that are allowed here.");
    this.bound = bound;
  }

  /** The most bytes that were allowed. */
  public long bound() {
    return bound;
  }
}
