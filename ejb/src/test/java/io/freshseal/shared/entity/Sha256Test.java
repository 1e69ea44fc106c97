package io.freshseal.shared.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A digest as text, as bytes, and as the key of a map. */
class Sha256Test {

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static List<String> digests() {
    Random random = new Random(42);
    List<String> all = new ArrayList<>(List.of("0".repeat(64), "f".repeat(64), "7f".repeat(32)));
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      // Many that begin alike, so that the order is decided late, too.
      for (int at = 0; at < i % 32; at++) {
        bytes[at] = (byte) 0x80;
      }
      all.add(HexFormat.of().formatHex(bytes));
    }
    return all;
  }

  @Test
  void nothing_hasTheDigestOfTheStandard() {
    assertThat(Sha256.of(new byte[0]).hex()).isEqualTo(EMPTY);
    assertThat(Sha256.of(new byte[0])).isEqualTo(new Sha256(EMPTY)).hasToString(EMPTY);
  }

  @Test
  void textAndBytes_areKept_andEqualOnesAreOneKey() {
    for (String text : digests()) {
      Sha256 digest = new Sha256(text);

      assertThat(digest.hex()).isEqualTo(text);
      assertThat(digest.bytes()).isEqualTo(HexFormat.of().parseHex(text));
      assertThat(Sha256.ofDigest(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
      assertThat(Sha256.parse(text)).contains(digest);
    }
  }

  @Test
  void order_isThatOfTheTexts() {
    List<String> texts = digests();
    List<Sha256> sorted = texts.stream().map(Sha256::new).sorted().toList();

    assertThat(sorted).extracting(Sha256::hex).isEqualTo(texts.stream().sorted().toList());
  }

  @Test
  void oneDigitThatDiffers_makesAnother() {
    for (int at = 0; at < 64; at++) {
      String other = EMPTY.substring(0, at) + (EMPTY.charAt(at) == '0' ? '1' : '0');
      Sha256 digest = new Sha256(other + EMPTY.substring(at + 1));

      assertThat(digest).isNotEqualTo(new Sha256(EMPTY));
      assertThat(digest.compareTo(new Sha256(EMPTY))).isNotZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e3b0",
        "E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        " e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550",
        "\u0663b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555"
      })
  void anyOtherText_isNoDigest(String text) {
    assertThat(Sha256.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(text));
  }

  @Test
  void anyOtherNumberOfBytes_isNoDigest() {
    assertThat(Sha256.parse(null)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.ofDigest(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.ofDigest(new byte[33]));
  }
}
