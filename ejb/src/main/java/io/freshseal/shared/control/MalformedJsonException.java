package io.freshseal.shared.control;

/**
 * Foreign JSON is not what its format says. The message is one sentence that may be shown; it never
 * repeats foreign text.
 */
public final class MalformedJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes the refusal with a sentence. */
  public MalformedJsonException(String detail) {
    super(detail);
  }
}
