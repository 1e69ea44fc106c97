package io.freshseal.shared.entity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP proxy (RFC 9110 3.7): {@code http} addresses are asked for through it, {@code https} ones
 * by a tunnel (RFC 9110 9.3.6), inside which the proxy sees nothing.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets; at most {@value
 *     #LONGEST_HOST} characters
 * @param port 1 to 65535
 * @param login empty if the proxy asks for none
 */
public record HttpProxy(String host, int port, Optional<Login> login) {

  /** Most characters of a host. */
  public static final int LONGEST_HOST = 253;

  /** Most characters of a user name, and of a password. */
  public static final int LONGEST_TEXT = 200;

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}]");

  public HttpProxy {
    Objects.requireNonNull(login);
    if (!isHost(host) || !isPort(port)) {
      throw new IllegalArgumentException("no proxy");
    }
  }

  /**
   * Who asks (RFC 7617). Never shown: {@link #toString} says neither part of it.
   *
   * @param user not empty, without a colon and without control characters
   * @param password without control characters; may be empty
   */
  public record Login(String user, String password) {

    public Login {
      if (!isUser(user) || !isPassword(password)) {
        throw new IllegalArgumentException("no login");
      }
    }

    /** Tells whether a text can be a user name. */
    public static boolean isUser(String text) {
      return !text.isEmpty() && isPassword(text) && text.indexOf(':') < 0;
    }

    /** Tells whether a text can be a password. */
    public static boolean isPassword(String text) {
      return text.length() <= LONGEST_TEXT && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** The value of the header {@code Proxy-Authorization}, UTF-8. A secret. */
    public String basic() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Login";
    }
  }

  /** Tells whether a text can be the host of a proxy. */
  public static boolean isHost(String text) {
    return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
  }

  /** Tells whether a number can be a port. */
  public static boolean isPort(long number) {
    return number >= 1 && number <= 65_535;
  }

  /** What people read: {@code proxy.example:3128}, without the login. */
  public String name() {
    return host + ":" + port;
  }
}
