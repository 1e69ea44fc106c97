package io.freshseal.catalog.control;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.CatalogSentence;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogJsonTest {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final Instant ISSUED = Instant.parse("2030-06-01T12:00:00Z");
  private static final String COMPONENT =
      "{'id':'smart-scan','kind':'PATTERN','platform':'any','version':'19.421.00','size':7,"
          + "'sha256':'AAA','signature':{'sha256':'BBB','size':900,'serial':3,"
          + "'signedAt':'2030-06-01T11:00:00Z','expires':'2030-08-30T11:00:00Z'}}";
  private static final String CATALOG =
      "{'format':'freshseal-catalog/1','source':'primary','epoch':1,'sequence':42,"
          + "'issued':'2030-06-01T12:00:00Z','expires':'2030-07-01T12:00:00Z','components':["
          + COMPONENT
          + "],'crls':[{'sha256':'BBB','size':5}],"
          + "'anchors':{'number':2,'sha256':'AAA','size':800}}";

  @Test
  void format_is_the_one_of_the_design() {
    assertThat(new String(CatalogJson.write(catalog()), UTF_8)).isEqualTo(json(CATALOG));
  }

  @Test
  void what_was_written_reads_as_the_same() {
    assertThat(CatalogJson.parse(CatalogJson.write(catalog())))
        .isEqualTo(new CatalogReading.Read(catalog()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'epoch':1,'future':{'a':[1,{'b':null}],'c':true}",
        "'epoch':1,'future':'text'",
        "'epoch':1,'future':[[[]]]",
      })
  void unknown_members_are_ignored(String replacement) {
    assertThat(CatalogJson.parse(bytes(CATALOG.replace("'epoch':1", replacement))))
        .isEqualTo(new CatalogReading.Read(catalog()));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'format':'freshseal-catalog/1' | 'format':'freshseal-catalog/2'",
        "'format':'freshseal-catalog/1', | ~~",
        "'source':'primary' | 'source':'../primary'",
        "'source':'primary' | 'source':7",
        "'epoch':1 | 'epoch':0",
        "'epoch':1 | 'epoch':1.5",
        "'epoch':1 | 'epoch':1e3",
        "'epoch':1 | 'epoch':1e999999999",
        "'epoch':1 | 'epoch':'1'",
        "'epoch':1 | 'epoch':-1",
        "'epoch':1 | 'epoch':1,'epoch':2",
        "'sequence':42 | 'sequence':9223372036854775808",
        "'issued':'2030-06-01T12:00:00Z' | 'issued':'2030-06-01T12:00:00+01:00'",
        "'issued':'2030-06-01T12:00:00Z' | 'issued':'2030-02-31T12:00:00Z'",
        "'issued':'2030-06-01T12:00:00Z' | 'issued':'2031-06-01T12:00:00Z'",
        "'id':'smart-scan' | 'id':'../../etc/passwd'",
        "'id':'smart-scan' | 'id':null",
        "'kind':'PATTERN' | 'kind':'pattern'",
        "'version':'19.421.00' | 'version':'19.x'",
        "'size':7 | 'size':1099511627777",
        "'sha256':'AAA' | 'sha256':'xyz'",
        "'serial':3 | 'serial':0",
        "'size':900 | 'size':262145",
        "'components':[ | 'components':[7,",
        "'components':[ | 'components':{},'other':[",
        "'crls':[ | 'crls':7,'other':[",
        "'number':2 | 'number':0",
        "] | ",
        "}} | }}}",
        "}} | }} {}",
      })
  void anything_out_of_form_is_refused(String part, String instead) {
    String broken = CATALOG.replace(part, instead == null ? "" : instead);

    assertThat(broken).isNotEqualTo(CATALOG);
    assertThat(CatalogJson.parse(bytes(broken))).isInstanceOf(CatalogReading.Refused.class);
  }

  @Test
  void component_named_twice_is_refused() {
    String twice = CATALOG.replace(COMPONENT, COMPONENT + "," + COMPONENT);

    assertThat(CatalogJson.parse(bytes(twice)))
        .isEqualTo(
            new CatalogReading.Refused(
                Sentence.of(
                    CatalogSentence.UNREADABLE, Sentence.of(CatalogSentence.COMPONENT_TWICE))));
  }

  @Test
  void nesting_is_bounded() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(CatalogJson.parse(bytes(CATALOG.replace("'epoch':1", "'epoch':1,'x':" + deep))))
        .isInstanceOf(CatalogReading.Refused.class);
    assertThat(CatalogJson.parse(bytes(deep))).isInstanceOf(CatalogReading.Refused.class);
    assertThat(CatalogJson.parse(bytes("{'a':".repeat(100_000))))
        .isInstanceOf(CatalogReading.Refused.class);
  }

  @Test
  void other_encodings_and_broken_utf_8_are_refused() {
    byte[] broken = bytes(CATALOG.replace("'epoch':1", "'x':'yz','epoch':1"));
    broken[new String(broken, UTF_8).indexOf("yz")] = (byte) 0xC3;

    assertThat(CatalogJson.parse(broken)).isInstanceOf(CatalogReading.Refused.class);
    assertThat(CatalogJson.parse(json(CATALOG).getBytes(UTF_16)))
        .isInstanceOf(CatalogReading.Refused.class);
  }

  @Test
  void no_bytes_whatever_make_it_throw() {
    Random random = new Random(7);
    byte[] good = bytes(CATALOG);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(CatalogJson.parse(bytes)).isNotNull();
    }
    assertThat(CatalogJson.parse(new byte[0])).isInstanceOf(CatalogReading.Refused.class);
    assertThat(CatalogJson.parse(new byte[CatalogJson.mostBytes() + 1]))
        .isInstanceOf(CatalogReading.Refused.class);
  }

  @Test
  void aCatalog_takesASixteenthOfTheHeapAtMost_andWhatItTookBeforeInTheSmallest() {
    assertThat(CatalogJson.mostBytes(48L << 20)).isEqualTo(CatalogJson.LEAST_BYTES);
    assertThat(CatalogJson.mostBytes(384L << 20)).isEqualTo(24 << 20);
    assertThat(CatalogJson.mostBytes(1L << 30)).isEqualTo(CatalogJson.MAX_BYTES);
    assertThat(CatalogJson.mostBytes(Long.MAX_VALUE)).isEqualTo(CatalogJson.MAX_BYTES);
  }

  private static Catalog catalog() {
    Sha256 a = new Sha256(A);
    Sha256 b = new Sha256(B);
    return new Catalog(
        "primary",
        1,
        42,
        ISSUED,
        Instant.parse("2030-07-01T12:00:00Z"),
        List.of(
            new CatalogEntry(
                new ComponentId("smart-scan"),
                ComponentKind.PATTERN,
                Platform.ANY,
                new ComponentVersion("19.421.00"),
                7,
                a,
                new SignatureEntry(
                    b,
                    900,
                    3,
                    Instant.parse("2030-06-01T11:00:00Z"),
                    Instant.parse("2030-08-30T11:00:00Z")))),
        List.of(new ObjectEntry(b, 5)),
        Optional.of(new AnchorsEntry(2, a, 800)));
  }

  private static byte[] bytes(String singleQuoted) {
    return json(singleQuoted).getBytes(UTF_8);
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"').replace("AAA", A).replace("BBB", B);
  }
}
