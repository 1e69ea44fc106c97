package io.freshseal.launcher;

/** A start that cannot be: one sentence for the terminal and the exit status of the process. */
final class LaunchRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** The exit status for a command line that cannot be understood. */
  static final int USAGE = 2;

  /** The exit status for a server that could not be started. */
  static final int FAULT = 1;

  private final int status;

  LaunchRefused(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  int status() {
    return status;
  }
}
