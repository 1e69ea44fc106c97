package io.freshseal.shared.control;

/**
 * Why the application cannot start. The sentence is also told on standard error by itself, because
 * a container reports a failed start in hundreds of lines.
 */
public final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * Tells the terminal.
   *
   * @param sentence what is wrong and, where that is known, what to do
   * @param cause the fault behind it, or null
   * @return to be thrown
   */
  public static StartFailure tell(String sentence, Throwable cause) {
    System.err.println("freshseal: cannot start: " + sentence);
    return new StartFailure(sentence, cause);
  }
}
