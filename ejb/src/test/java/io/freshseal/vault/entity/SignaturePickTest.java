package io.freshseal.vault.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturePickTest {

  private static BitSet random(int components, int count, long seed) {
    Random random = new Random(seed);
    BitSet wanted = new BitSet();
    while (wanted.cardinality() < count) {
      wanted.set(random.nextInt(components));
    }
    return wanted;
  }

  private static Optional<SignaturePick> parse(int components, String query) {
    Map<String, String> parameters = new HashMap<>();
    if (!query.isEmpty()) {
      for (String parameter : query.substring(1).split("&")) {
        String[] both = parameter.split("=", 2);
        parameters.put(both[0], both[1]);
      }
    }
    return SignaturePick.parse(
        components,
        Optional.ofNullable(parameters.get("from")),
        Optional.ofNullable(parameters.get("to")),
        Optional.ofNullable(parameters.get("pick")));
  }

  private static BitSet readBack(int components, List<SignaturePick> picks) {
    BitSet all = new BitSet();
    for (SignaturePick pick : picks) {
      BitSet part = parse(components, pick.query(components)).orElseThrow().places();
      assertThat(part).isEqualTo(pick.places());
      assertThat(all.intersects(part)).isFalse();
      all.or(part);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1",
    "10, 2",
    "10, 5",
    "10, 9",
    "10, 10",
    "1000, 1",
    "1000, 10",
    "1000, 500",
    "1000, 1000",
    "100000, 1",
    "100000, 10",
    "100000, 1000",
    "100000, 20000",
    "100000, 33333",
    "100000, 50000",
    "100000, 66667",
    "100000, 99990",
    "100000, 99999",
    "100000, 100000"
  })
  void anySubsetOfAHundredThousand_fitsIntoThreeShortQueries(int components, int count) {
    BitSet wanted = random(components, count, 42);

    List<SignaturePick> picks = SignaturePick.split(components, wanted);

    assertThat(picks).hasSizeLessThanOrEqualTo(3);
    assertThat(picks).allMatch(pick -> pick.query(components).length() < 6100);
    assertThat(readBack(components, picks)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 17})
  void aRegularSubset_isNeverLongerThanOneBitPerComponent(int step) {
    BitSet wanted = new BitSet();
    for (int i = step - 1; i < 100_000; i += step) {
      wanted.set(i);
    }

    List<SignaturePick> picks = SignaturePick.split(100_000, wanted);

    int characters = picks.stream().mapToInt(pick -> pick.query(100_000).length()).sum();
    assertThat(picks).hasSizeLessThanOrEqualTo(3);
    assertThat(characters).isLessThanOrEqualTo(100_000 / 6 + 3 * 40);
    assertThat(readBack(100_000, picks)).isEqualTo(wanted);
  }

  @Test
  void tenOfAHundredThousand_costAFewBytes() {
    List<SignaturePick> picks = SignaturePick.split(100_000, random(100_000, 10, 7));

    assertThat(picks).hasSize(1);
    assertThat(picks.get(0).query(100_000).length()).isLessThan(45);
  }

  @Test
  void allOfThem_needNoQuery() {
    BitSet all = new BitSet();
    all.set(0, 100_000);

    List<SignaturePick> picks = SignaturePick.split(100_000, all);

    assertThat(picks).hasSize(1);
    assertThat(picks.get(0).query(100_000)).isEmpty();
  }

  @Test
  void smallCatalogs_haveOneFormForEverySubset() {
    Map<String, BitSet> seen = new HashMap<>();
    for (int subset = 1; subset < 1 << 11; subset++) {
      BitSet wanted = BitSet.valueOf(new long[] {subset});
      List<SignaturePick> picks = SignaturePick.split(11, wanted);

      assertThat(readBack(11, picks)).isEqualTo(wanted);
      assertThat(seen.put(picks.get(0).query(11), wanted)).isNull();
    }
  }

  @Test
  void whatIsNotTheFormOfAnything_isRefused() {
    assertThat(parse(10, "?from=0")).isEmpty();
    assertThat(parse(10, "?to=5")).isEmpty();
    assertThat(parse(10, "?from=5&to=5")).isEmpty();
    assertThat(parse(10, "?from=6&to=5")).isEmpty();
    assertThat(parse(10, "?from=0&to=11")).isEmpty();
    assertThat(parse(10, "?from=-1&to=5")).isEmpty();
    assertThat(parse(10, "?from=00&to=5")).isEmpty();
    assertThat(parse(10, "?from=0&to=99999999999")).isEmpty();
    assertThat(parse(10, "?from=0&to=0x5")).isEmpty();
    assertThat(parse(10, "?pick=")).isEmpty();
    assertThat(parse(10, "?pick=!")).isEmpty();
    assertThat(parse(10, "?pick=AA==")).isEmpty();
    assertThat(parse(0, "")).isEmpty();
    assertThat(parse(100_000, "?pick=" + "A".repeat(SignaturePick.MAX_TEXT + 4))).isEmpty();
    // A bit in the last character that no byte uses.
    assertThat(parse(1000, "?pick=AB")).isEmpty();
    // Another Rice parameter than the one that belongs to these places.
    assertThat(parse(1000, "?pick=" + bits("0", "00001", "0", "1"))).isEmpty();
    // A place beyond the end.
    assertThat(parse(4, "?pick=" + bits("0", "00010", "10", "00"))).isEmpty();
    // A parameter that would overflow.
    assertThat(parse(1000, "?pick=" + bits("0", "11111", "1111111110", "0".repeat(31)))).isEmpty();
    // A number that is cut off.
    assertThat(parse(1000, "?pick=" + bits("0", "01000", "0", "1111"))).isEmpty();
    // More padding than the byte needs.
    assertThat(parse(100, "?pick=" + bits("0", "00000", "0", "1" + "1".repeat(8)))).isEmpty();
  }

  @Test
  void noise_isRefusedOrIsTheOneFormOfWhatItSays() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(24)];
      random.nextBytes(noise);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(noise);

      parse(500, "?pick=" + text)
          .ifPresent(pick -> assertThat(pick.query(500)).isEqualTo("?pick=" + text));
    }
  }

  @Test
  void aPlaceThatTheCatalogHasNot_isAFaultOfTheCaller() {
    BitSet beyond = new BitSet();
    beyond.set(10);

    assertThatThrownBy(() -> SignaturePick.split(10, beyond))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String bits(String... parts) {
    String all = String.join("", parts);
    byte[] bytes = new byte[(all.length() + 7) / 8];
    for (int i = 0; i < bytes.length * 8; i++) {
      int bit = i < all.length() ? all.charAt(i) - '0' : 1;
      bytes[i >> 3] |= (byte) (bit << (7 - (i & 7)));
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
