package io.freshseal.api.access;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an Authorization header holds. Foreign text: anything that is neither well-formed Basic (RFC
 * 7617, UTF-8) nor Bearer (RFC 6750) is {@link Unreadable}.
 */
public sealed interface AuthorizationHeader {

  /** Longest header looked at. */
  int MAX_LENGTH = 4096;

  /** A console account's name and password. */
  record Basic(String name, char[] password) implements AuthorizationHeader {

    /** Overwrites the password; to be called once it has been judged. */
    public void forget() {
      Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
      return "Basic";
    }
  }

  /** An access token. */
  record Bearer(String token) implements AuthorizationHeader {
    @Override
    public String toString() {
      return "Bearer";
    }
  }

  /** Something else. */
  record Unreadable() implements AuthorizationHeader {}

  /** Reads the header's value. */
  static AuthorizationHeader parse(String header) {
    String[] words = header.length() > MAX_LENGTH ? new String[0] : header.strip().split(" +", 2);
    if (words.length != 2) {
      return new Unreadable();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(words[1]);
      case "bearer" ->
          Form.TOKEN.matcher(words[1]).matches() ? new Bearer(words[1]) : new Unreadable();
      default -> new Unreadable();
    };
  }

  private static AuthorizationHeader basic(String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      CharBuffer pair = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      int colon = pair.toString().indexOf(':');
      if (colon < 1) {
        return new Unreadable();
      }
      char[] password = new char[pair.length() - colon - 1];
      pair.subSequence(colon + 1, pair.length()).get(password);
      return new Basic(pair.subSequence(0, colon).toString(), password);
    } catch (CharacterCodingException | IllegalArgumentException damaged) {
      return new Unreadable();
    }
  }

  /** The form of a token68 (RFC 9110 section 11.2). */
  final class Form {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private Form() {}
  }
}
