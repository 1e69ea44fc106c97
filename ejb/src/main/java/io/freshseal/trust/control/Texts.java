package io.freshseal.trust.control;

/** Foreign text, made fit for a sentence that ends in a log or on a screen. */
final class Texts {

  private static final int LONGEST = 120;

  private Texts() {}

  /** Cuts the text and replaces what is no printable ASCII by a question mark. */
  static String printable(String foreign) {
    String cut = foreign.length() > LONGEST ? foreign.substring(0, LONGEST) : foreign;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
