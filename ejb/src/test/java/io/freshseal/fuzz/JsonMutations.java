package io.freshseal.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes to JSON by its tokens. */
public final class JsonMutations {

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.eE+-]+|true|false|null|[{}\\[\\]:,]");
  private static final String[] SCALARS = {
    "0",
    "-1",
    "1",
    "00",
    "1.0",
    "1e3",
    "1e999999999",
    "-0",
    "9223372036854775807",
    "9223372036854775808",
    "123456789012345678901234567890",
    "true",
    "false",
    "null",
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\uD83D\\uDE00\"",
    "\"..\"",
    "\"../x\"",
    "\"a/b\"",
    "\"2030-02-30T00:00:00Z\"",
    "\"2030-01-01T00:00:00+00:00\"",
    "\"9999-12-31T23:59:59.999999999Z\"",
    "\"0000-01-01T00:00:00Z\"",
    "\"19.421.00\"",
    "\"999999999999999999.1\"",
    "\"PATTERN\"",
    "{}",
    "[]",
    "[[]]",
    "[{}]",
    "nul",
    "\u00fc",
    "/*x*/",
    "'x'"
  };

  private JsonMutations() {}

  /** One to four changes of the tokens, sometimes some of the bytes after them. */
  public static byte[] of(byte[] original, Random random) {
    List<String> tokens = tokens(new String(original, StandardCharsets.UTF_8));
    for (int i = random.nextInt(4); i >= 0 && !tokens.isEmpty(); i--) {
      change(tokens, random);
    }
    byte[] bytes = String.join("", tokens).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(6) == 0 ? ByteMutations.of(bytes, random) : bytes;
  }

  private static List<String> tokens(String json) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(json);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private static void change(List<String> tokens, Random random) {
    int at = random.nextInt(tokens.size());
    int other = random.nextInt(tokens.size());
    if (random.nextInt(3) > 0) {
      exchange(tokens, at, other);
      return;
    }
    switch (random.nextInt(9)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, tokens.get(other));
      case 3, 4 -> replaceScalar(tokens, at, random);
      case 5 -> tokens.add(at, SCALARS[random.nextInt(SCALARS.length)]);
      case 6 -> repeat(tokens, Math.min(at, other), Math.max(at, other));
      case 7 -> nest(tokens, at, random);
      default -> tokens.set(at, "\"" + "x".repeat(1 << random.nextInt(14)) + "\"");
    }
  }

  /** A value for another of its kind, which leaves the JSON well-formed. */
  private static void exchange(List<String> tokens, int at, int from) {
    for (int i = from; i < tokens.size(); i++) {
      boolean alike = kind(tokens.get(i)) == kind(tokens.get(at));
      if (alike && kind(tokens.get(at)) != 0 && !tokens.get(i).equals(tokens.get(at))) {
        tokens.set(at, tokens.get(i));
        return;
      }
    }
  }

  private static char kind(String token) {
    char first = token.charAt(0);
    return Character.isDigit(first) ? '1' : first == '"' ? '"' : 0;
  }

  private static void replaceScalar(List<String> tokens, int from, Random random) {
    for (int i = from; i < tokens.size(); i++) {
      char first = tokens.get(i).charAt(0);
      if ("{}[]:,".indexOf(first) < 0) {
        tokens.set(i, SCALARS[random.nextInt(SCALARS.length)]);
        return;
      }
    }
  }

  private static void repeat(List<String> tokens, int from, int to) {
    List<String> copy = List.copyOf(tokens.subList(from, Math.min(to, from + 40)));
    tokens.addAll(from, copy);
  }

  private static void nest(List<String> tokens, int at, Random random) {
    int depth = random.nextInt(4) == 0 ? 3000 : 1 + random.nextInt(20);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    tokens.set(at, open.repeat(depth) + tokens.get(at) + close.repeat(depth));
  }
}
