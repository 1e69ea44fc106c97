package io.freshseal.vault.entity;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which components of one catalog somebody asks for, by their places in it, in so few characters
 * that any subset of 100,000 fits into the queries of three requests. Each subset of a stretch has
 * one form alone, so that caches on the way see one address for it.
 *
 * <p>The form of {@code pick}, base64url without padding, most significant bit first: one bit that
 * says whether the places coded are those <em>not</em> wanted (so if these are fewer), five bits
 * {@code k}, then for each place coded the number of places passed over since the one before as a
 * Rice code of parameter {@code k} ({@code n >> k} ones, a zero, the low {@code k} bits), then ones
 * up to the byte. {@code k} is the binary logarithm of the mean of these numbers, rounded down.
 */
public final class SignaturePick {

  /** The most characters of {@code pick}: what common servers and caches let pass, with room. */
  public static final int MAX_TEXT = 6000;

  private static final int PARAMETER_BITS = 5;

  private final int first;
  private final int end;
  private final BitSet wanted;

  private SignaturePick(int first, int end, BitSet wanted) {
    this.first = first;
    this.end = end;
    this.wanted = wanted;
  }

  /**
   * Splits what is wanted into as few picks as there must be requests.
   *
   * @param components how many the catalog names
   * @param wanted places in the catalog, the first being 0
   */
  public static List<SignaturePick> split(int components, BitSet wanted) {
    if (wanted.length() > components) {
      throw new IllegalArgumentException("no such place in the catalog: " + wanted.length());
    }
    for (int parts = 1; ; parts++) {
      List<SignaturePick> picks = split(components, wanted, parts);
      if (picks.stream().allMatch(pick -> pick.text().length() <= MAX_TEXT)) {
        return picks;
      }
    }
  }

  private static List<SignaturePick> split(int components, BitSet wanted, int parts) {
    List<SignaturePick> picks = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int first = (int) ((long) components * i / parts);
      int end = (int) ((long) components * (i + 1) / parts);
      BitSet part = new BitSet(components);
      part.or(wanted);
      part.clear(0, first);
      part.clear(end, Math.max(end, part.length()));
      if (!part.isEmpty()) {
        picks.add(new SignaturePick(first, end, part));
      }
    }
    return picks;
  }

  /**
   * Reads a query. Takes neither time nor memory beyond one bit per component.
   *
   * @param components how many the catalog names
   * @param first the stretch's first place; none for the catalog's first
   * @param end the place after its last; none for the catalog's end
   * @param text {@code pick}; none for the whole stretch
   * @return empty if it is not the one form of anything
   */
  public static Optional<SignaturePick> parse(
      int components, Optional<String> first, Optional<String> end, Optional<String> text) {
    int from = first.map(SignaturePick::place).orElse(0);
    int to = end.map(SignaturePick::place).orElse(components);
    if (first.isPresent() != end.isPresent() || from < 0 || to > components || from >= to) {
      return Optional.empty();
    }
    if (text.isEmpty()) {
      BitSet all = new BitSet(to);
      all.set(from, to);
      return Optional.of(new SignaturePick(from, to, all));
    }
    return text.filter(t -> t.length() <= MAX_TEXT)
        .flatMap(SignaturePick::bytes)
        .flatMap(bytes -> decode(bytes, from, to))
        .map(wanted -> new SignaturePick(from, to, wanted))
        .filter(pick -> pick.text().equals(text.get()));
  }

  private static int place(String text) {
    return text.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(text) : -1;
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<BitSet> decode(byte[] bytes, int first, int end) {
    BitReader in = new BitReader(bytes);
    if (in.left() < 1 + PARAMETER_BITS) {
      return Optional.empty();
    }
    boolean inverted = in.bits(1) == 1;
    int parameter = (int) in.bits(PARAMETER_BITS);
    BitSet coded = new BitSet(end);
    long next = first;
    for (long ones = in.ones(); in.left() > 0; ones = in.ones()) {
      in.bits(1);
      if (in.left() < parameter) {
        return Optional.empty();
      }
      next += (ones << parameter) + in.bits(parameter);
      if (next >= end) {
        return Optional.empty();
      }
      coded.set((int) next++);
    }
    if (inverted) {
      coded.flip(first, end);
    }
    return Optional.of(coded);
  }

  /**
   * What is left of it, in the same stretch: never longer than one bit for each of its components.
   */
  public SignaturePick only(BitSet left) {
    BitSet rest = places();
    rest.and(left);
    return new SignaturePick(first, end, rest);
  }

  /** The places, each from 0 to the number of components, less one. */
  public BitSet places() {
    return (BitSet) wanted.clone();
  }

  /** The query that says so, with its question mark; empty if all of the catalog is wanted. */
  public String query(int components) {
    String stretch = first == 0 && end == components ? "" : "from=" + first + "&to=" + end;
    String text = text();
    String pick = text.isEmpty() ? "" : "pick=" + text;
    String between = stretch.isEmpty() || pick.isEmpty() ? "" : "&";
    String query = stretch + between + pick;
    return query.isEmpty() ? "" : "?" + query;
  }

  // Empty for the whole stretch.
  private String text() {
    int length = end - first;
    int count = wanted.cardinality();
    if (count == length) {
      return "";
    }
    boolean inverted = count > length - count;
    BitSet coded = places();
    if (inverted) {
      coded.flip(first, end);
    }
    int codes = inverted ? length - count : count;
    int passedOver = codes == 0 ? 0 : coded.length() - first - codes;
    int mean = codes == 0 ? 0 : passedOver / codes;
    int parameter = mean == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(mean);
    BitWriter out = new BitWriter();
    out.bits(inverted ? 1 : 0, 1);
    out.bits(parameter, PARAMETER_BITS);
    int next = first;
    for (int place = coded.nextSetBit(first); place >= 0; place = coded.nextSetBit(next)) {
      int gap = place - next;
      out.ones(gap >> parameter);
      out.bits(0, 1);
      out.bits(gap & ((1 << parameter) - 1), parameter);
      next = place + 1;
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.finish());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignaturePick pick
        && first == pick.first
        && end == pick.end
        && wanted.equals(pick.wanted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(first, end, wanted);
  }

  @Override
  public String toString() {
    return wanted.cardinality() + " of " + first + " to " + end;
  }

  /** Bits, most significant first. */
  private static final class BitReader {

    private final byte[] bytes;
    private int at;

    BitReader(byte[] bytes) {
      this.bytes = bytes;
    }

    int left() {
      return bytes.length * 8 - at;
    }

    long bits(int count) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value << 1 | (bytes[at >> 3] >> (7 - (at & 7)) & 1);
        at++;
      }
      return value;
    }

    // Up to the next zero, which is not taken, or the end.
    int ones() {
      int before = at;
      while (left() > 0 && (bytes[at >> 3] >> (7 - (at & 7)) & 1) == 1) {
        at++;
      }
      return at - before;
    }
  }

  private static final class BitWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int used;

    void bits(int value, int count) {
      for (int i = count - 1; i >= 0; i--) {
        bit(value >> i & 1);
      }
    }

    void ones(int count) {
      for (int i = 0; i < count; i++) {
        bit(1);
      }
    }

    private void bit(int bit) {
      current = current << 1 | bit;
      if (++used == 8) {
        bytes.write(current);
        current = 0;
        used = 0;
      }
    }

    byte[] finish() {
      while (used != 0) {
        bit(1);
      }
      return bytes.toByteArray();
    }
  }
}
