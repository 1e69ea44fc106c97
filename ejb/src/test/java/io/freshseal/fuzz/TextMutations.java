package io.freshseal.fuzz;

import java.util.List;
import java.util.Random;

/** Texts between well-formed and strange. */
public final class TextMutations {

  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\t",
          "\r\n",
          "\u0000",
          "..",
          "/",
          "\\",
          "%2e",
          "-",
          ".",
          ",",
          ";",
          "=",
          "\"",
          "*",
          "0",
          "9",
          "999999999999999999",
          "9223372036854775808",
          "1e9",
          "a",
          "Z",
          "\u00e9",
          "\u3042",
          "\ud83d\ude00",
          "\ud800",
          "\u202e",
          "\u0660",
          "\u2028",
          "${x}",
          "{0}",
          "'",
          "<b>",
          "http://",
          "PT",
          "P1D",
          "KiB",
          "W/");

  private TextMutations() {}

  /** One of the originals with none to five changes. */
  public static String of(List<String> originals, Random random) {
    StringBuilder text = new StringBuilder(originals.get(random.nextInt(originals.size())));
    for (int i = random.nextInt(6); i > 0; i--) {
      change(text, originals, random);
    }
    return text.toString();
  }

  private static void change(StringBuilder text, List<String> originals, Random random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(4));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(at, to);
      case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 2 -> text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
      case 3 -> text.insert(at, text.substring(at, to).repeat(1 + random.nextInt(50)));
      case 4 -> text.insert(at, originals.get(random.nextInt(originals.size())));
      default -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
    }
  }
}
