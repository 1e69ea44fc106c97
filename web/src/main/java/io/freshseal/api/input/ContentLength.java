package io.freshseal.api.input;

/** The announced length of a body. */
public final class ContentLength {

  private ContentLength() {}

  /**
   * Reads the header. Not the servlet API's number, which is an int in JAX-RS and lies from 2 GiB.
   *
   * @param header the value, or null
   * @return -1 if no length is announced
   */
  public static long of(String header) {
    if (header == null || !header.matches("[0-9]{1,19}")) {
      return -1;
    }
    try {
      return Long.parseLong(header);
    } catch (NumberFormatException beyond63Bits) {
      return Long.MAX_VALUE;
    }
  }
}
