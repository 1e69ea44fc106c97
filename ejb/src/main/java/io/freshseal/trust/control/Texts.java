package io.freshseal.trust.control;

/** Foreign text, made fit for a sentence that ends in a log or on a screen. */
final class Texts {

  private static final int LONGEST = 120;
  private static final int LONGEST_NAME = 256;

  private Texts() {}

  /** Cuts the text and replaces what is no printable ASCII by a question mark. */
  static String printable(String foreign) {
    String cut = foreign.length() > LONGEST ? foreign.substring(0, LONGEST) : foreign;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /**
   * Cuts the text and replaces what could move a cursor, end a line or hide what follows: a name in
   * a stranger's certificate may hold all of that, but also letters of any script.
   */
  static String oneLine(String foreign) {
    String cut = foreign.length() > LONGEST_NAME ? foreign.substring(0, LONGEST_NAME) : foreign;
    return cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }
}
