package io.freshseal.groups.entity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3), {@code 10.1.0.0/16} or
 * {@code fd00:1::/32}. No name is ever looked up for it.
 *
 * @param text address, slash, length of the prefix; what is behind the prefix does not count
 */
public record NetworkRange(String text) {

  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  public NetworkRange {
    Objects.requireNonNull(text);
    if (prefix(text).isEmpty()) {
      throw new IllegalArgumentException("not a range of addresses");
    }
  }

  /** Reads foreign text; empty unless it has the form of a range. */
  public static Optional<NetworkRange> parse(String text) {
    return text != null && prefix(text).isPresent()
        ? Optional.of(new NetworkRange(text))
        : Optional.empty();
  }

  /**
   * Whether an address is in it.
   *
   * @param address in any spelling, a zone included; what is no address is in no range
   */
  public boolean contains(String address) {
    Prefix own = prefix(text).orElseThrow();
    int zone = address.indexOf('%');
    return bytes(zone < 0 ? address : address.substring(0, zone)).filter(own::covers).isPresent();
  }

  private record Prefix(byte[] start, int length) {

    boolean covers(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < length; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((start[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private static Optional<Prefix> prefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(text.substring(slash + 1));
    return bytes(text.substring(0, slash))
        .filter(start -> length <= start.length * Byte.SIZE)
        .map(start -> new Prefix(start, length));
  }

  // An IPv4 address in IPv6 spelling (RFC 4291, 2.5.5.2) counts as the IPv4 address.
  private static Optional<byte[]> bytes(String address) {
    boolean v6 = address.indexOf(':') >= 0 && V6.matcher(address).matches();
    if (!v6 && !V4.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
