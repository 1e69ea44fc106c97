package io.freshseal.api.address;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The path of a request as it came over the wire, still encoded, without its query (RFC 9112
 * section 3.2). Tells whether the server can make a path of it.
 *
 * @param raw never null
 */
record RequestTarget(String raw) {

  private static final String ASTERISK = "*";

  /**
   * Whether it is none that the server may be given: an escape that is none (RFC 3986 section 2.1),
   * what no URI holds unescaped, a zero byte, a backslash, no UTF-8, a way out of the root, or a
   * dot segment at its end, which well-behaved clients have resolved (section 5.2.4).
   */
  boolean isMalformed() {
    if (raw.equals(ASTERISK)) {
      return false;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      int octet = raw.charAt(i);
      if (octet <= ' ' || octet > '~') {
        return true;
      }
      if (octet == '%') {
        octet = escaped(i);
        i += 2;
      }
      if (octet <= 0 || octet == '\\') {
        return true;
      }
      octets.write(octet);
    }
    return isNoPath(octets.toByteArray());
  }

  /** The octet that the escape at this index stands for, or -1. */
  private int escaped(int percent) {
    if (percent + 2 >= raw.length()) {
      return -1;
    }
    int high = Character.digit(raw.charAt(percent + 1), 16);
    int low = Character.digit(raw.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isNoPath(byte[] octets) {
    try {
      String path = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return !path.startsWith("/")
          || path.endsWith("/.")
          || path.endsWith("/..")
          || leavesTheRoot(path);
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  private static boolean leavesTheRoot(String path) {
    int depth = 0;
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        depth--;
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }
}
