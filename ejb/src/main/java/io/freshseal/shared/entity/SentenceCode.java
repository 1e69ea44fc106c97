package io.freshseal.shared.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stored form of a sentence: START, the key, then DIVIDER and an argument for each argument,
 * END. An argument is text without control characters, or another sentence in this form.
 */
final class SentenceCode {

  private static final char START = '\u0002';
  private static final char DIVIDER = '\u001d';
  private static final char END = '\u0003';
  private static final int MAX_DEPTH = 4;

  private final String text;
  private int at;

  private SentenceCode(String text) {
    this.text = text;
  }

  static String encode(String key, List<String> arguments) {
    StringBuilder code = new StringBuilder().append(START).append(key);
    arguments.forEach(argument -> code.append(DIVIDER).append(argument));
    return code.append(END).toString();
  }

  static Optional<Sentence> decode(String text) {
    if (text.length() > Sentence.MAX_ENCODED || text.isEmpty() || text.charAt(0) != START) {
      return Optional.empty();
    }
    SentenceCode code = new SentenceCode(text);
    return code.sentence(MAX_DEPTH).filter(whole -> code.at == text.length());
  }

  private Optional<Sentence> sentence(int depth) {
    if (depth == 0 || !take(START)) {
      return Optional.empty();
    }
    String key = plain();
    List<String> arguments = new ArrayList<>();
    while (take(DIVIDER)) {
      Optional<String> argument = argument(depth);
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(argument.get());
    }
    return take(END) && Sentence.isKey(key) && arguments.size() <= Sentence.MAX_ARGUMENTS
        ? Optional.of(new Sentence(key, arguments))
        : Optional.empty();
  }

  private Optional<String> argument(int depth) {
    return at < text.length() && text.charAt(at) == START
        ? sentence(depth - 1).map(Sentence::encoded)
        : Optional.of(plain());
  }

  private String plain() {
    int from = at;
    while (at < text.length() && !Character.isISOControl(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean take(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }
}
