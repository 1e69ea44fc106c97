package io.freshseal.replication.control.http;

/** Makes a server's text fit for a log line. */
public final class HttpText {

  private HttpText() {}

  /** Cuts to a length and replaces everything but printable ASCII by a question mark. */
  public static String printable(String text, int maxLength) {
    String cut = text.length() > maxLength ? text.substring(0, maxLength) : text;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
