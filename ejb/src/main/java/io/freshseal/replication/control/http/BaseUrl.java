package io.freshseal.replication.control.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The base address of a relay or source, {@code http://relay.example/api/v1}. Has no user, query or
 * fragment, so that it can be logged and shown.
 *
 * @param uri absolute, without a slash at its end
 */
public record BaseUrl(URI uri) {

  /** What an address without a path means. */
  public static final String DEFAULT_PATH = "/api/v1";

  private static final int MAX_LENGTH = 2048;

  /**
   * Reads an operator's text: {@code http} or {@code https}, a host, perhaps a port and a path. An
   * address without a path means {@value #DEFAULT_PATH}. Empty for anything else; in particular an
   * address with a user name or password is refused, for it would end in logs.
   */
  public static Optional<BaseUrl> parse(String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.strip()).parseServerAuthority();
      return isPlain(uri) ? Optional.of(new BaseUrl(normal(uri))) : Optional.empty();
    } catch (URISyntaxException | NumberFormatException e) {
      // The JDK reads the numbers of an IPv4 address within an IPv6 one without a bound.
      return Optional.empty();
    }
  }

  private static boolean isPlain(URI uri) {
    String scheme = uri.getScheme();
    return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= 65535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static URI normal(URI uri) throws URISyntaxException {
    String path = uri.normalize().getRawPath().replaceAll("/+$", "");
    return new URI(
        uri.getScheme().toLowerCase(Locale.ROOT)
            + "://"
            + uri.getRawAuthority().toLowerCase(Locale.ROOT)
            + (path.isEmpty() ? DEFAULT_PATH : path));
  }

  /** Tells whether it is an {@code https} address. */
  public boolean isTls() {
    return uri.getScheme().equals("https");
  }

  /**
   * The address of something under this base.
   *
   * @param path without a leading slash, of characters that need no escaping
   */
  public URI resolve(String path) {
    return URI.create(uri + "/" + path);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
