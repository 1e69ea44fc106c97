package io.freshseal.shared.control;

import java.io.PrintStream;

/**
 * Why the application cannot start: told in one clear sentence on the terminal, because a container
 * reports a failed start in hundreds of lines. Where the product's own launcher started the
 * process, the process ends; a server that hosts other applications is left alone.
 */
public final class StartFailure extends RuntimeException {

  /** Set by the launcher: the process exists for this application alone. */
  public static final String EXIT = "freshseal.exit-on-failure";

  /** Exit status of a process that could not start. */
  public static final int EXIT_STATUS = 3;

  private static final long serialVersionUID = 1L;

  private StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * Tells the terminal and ends the process if it is the application's own.
   *
   * @param cause the fault behind it, or null
   * @return to be thrown where the process goes on
   */
  public static StartFailure tell(String sentence, Throwable cause) {
    terminal().println("freshseal: cannot start: " + sentence);
    terminal().flush();
    if (Boolean.getBoolean(EXIT)) {
      // Not System.exit: its hooks would wait for the very start that is going on in this thread.
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
    return new StartFailure(sentence, cause);
  }

  private static PrintStream terminal() {
    return System.err;
  }
}
