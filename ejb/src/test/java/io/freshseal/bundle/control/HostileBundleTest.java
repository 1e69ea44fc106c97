package io.freshseal.bundle.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.UsableUntil;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.fuzz.ByteMutations;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.StoreState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What somebody may hand to a store that has taken in a good bundle before: refused with its code
 * when it is looked at and when it is taken in, and not a byte of the store is another one. So one
 * store does for all of them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HostileBundleTest {

  private static final String BUNDLE = "bundle.zip";
  private static final int LOCAL_MARK = 0x04034b50;
  private static final int DIRECTORY_MARK = 0x02014b50;

  private BundleBench bench;
  private byte[] sound;
  private Map<String, String> kept;
  private StoreState state;

  @BeforeAll
  void holdFirstBundle_andMakeTheSecond(@TempDir Path folder) throws IOException {
    bench = new BundleBench(folder);
    bench.world.upstream.catalogValidity = Duration.ofDays(1000);
    bench.offer("first", "1.0");
    bench.offer("second", "1.0");
    bench.publish();
    bench.make("held.zip");
    assertThat(bench.take("held.zip").code()).isEqualTo(StatusCode.OK);
    bench.world.advance(Duration.ofDays(1));
    bench.offer("first", "2.0");
    bench.world.upstream.renew("second");
    bench.publish();
    bench.make(BUNDLE);
    sound = Files.readAllBytes(bench.file(BUNDLE));
    kept = bench.everythingKept();
    state = bench.isolated.state();
  }

  @AfterAll
  void close() throws IOException {
    bench.close();
  }

  @Test
  void bundleCutAtEveryPercent_isRefused() throws IOException {
    for (int percent = 0; percent < 100; percent++) {
      int length = (int) ((long) sound.length * percent / 100);
      Files.write(bench.file(BUNDLE), Arrays.copyOf(sound, length));

      assertThat(refused().code()).as(percent + " %").isEqualTo(StatusCode.BAD_BUNDLE);
    }
  }

  @Test
  void aByteFlippedAnywhere_isRefused() throws IOException {
    for (int at = 0; at < sound.length; at += 61) {
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      Files.write(bench.file(BUNDLE), flipped);

      assertThat(refused().code())
          .as("byte " + at)
          .isIn(StatusCode.BAD_BUNDLE, StatusCode.DIGEST_MISMATCH);
    }
  }

  @Test
  void aByteFlippedInAnyKindOfEntry_isRefused_whenTheCheckSumIsPutRight() throws IOException {
    CatalogEntry first = bench.world.upstream.entry("first");
    Map<String, List<StatusCode>> expected =
        Map.of(
            ZipItem.object(first.sha256()),
            List.of(StatusCode.DIGEST_MISMATCH),
            ZipItem.object(first.signature().sha256()),
            List.of(StatusCode.DIGEST_MISMATCH),
            ZipItem.object(listInIt()),
            List.of(StatusCode.DIGEST_MISMATCH),
            ZipItem.CATALOG,
            List.of(
                StatusCode.DIGITAL_SIGNATURE_FAILURE,
                StatusCode.DIGITAL_SIGNATURE_ALGORITHM,
                StatusCode.DIGITAL_SIGNATURE_MALFORMED,
                StatusCode.DIGITAL_SIGNATURE_UNTRUSTED,
                StatusCode.DIGITAL_SIGNATURE_MISBOUND));
    for (var entry : expected.entrySet()) {
      int length = BundleForge.of(sound()).entry(entry.getKey()).length;
      for (int at = 0; at < length; at += Math.max(1, length / 40)) {
        BundleForge forge = BundleForge.of(sound());
        byte[] bytes = forge.entry(entry.getKey());
        bytes[at] ^= 1;
        forge.with(entry.getKey(), bytes).write(bench.file(BUNDLE));

        assertThat(refused().code()).as(entry.getKey() + " " + at).isIn(entry.getValue());
      }
    }
  }

  /** Both headers of an entry say the same lie, as a maker of hostile archives would have it. */
  @ParameterizedTest
  @CsvSource({
    "encrypted,            6,  8, 1",
    "sizes behind,         6,  8, 8",
    "names in UTF-8,       6,  8, 2048",
    "deflated,             8, 10, 8",
    "of a later version,   4,  6, 63",
    "at another time,     10, 12, 7",
    "on another day,      12, 14, 34",
    "made by DOS,         -1,  4, 20",
    "read as text,        -1, 36, 1",
    "on another disk,     -1, 34, 1",
    "with a comment,      -1, 32, 4",
    "a link,              -1, 40, 41471",
    "a folder,            -1, 40, 16877"
  })
  void entryThatClaimsToBe(String what, int local, int directory, int value) throws IOException {
    byte[] forged = sound.clone();
    ByteBuffer bytes = ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN);
    int header = last(DIRECTORY_MARK);
    bytes.putShort(header + directory, (short) value);
    if (local >= 0) {
      bytes.putShort(bytes.getInt(header + 42) + local, (short) value);
    }
    Files.write(bench.file(BUNDLE), forged);

    assertThat(refused().code()).as(what).isEqualTo(StatusCode.BAD_BUNDLE);
  }

  @Test
  void entriesThatOverlap_areRefused() throws IOException {
    byte[] forged = sound.clone();
    ByteBuffer bytes = ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN);
    int header = last(DIRECTORY_MARK);
    bytes.putInt(header + 42, 0);
    Files.write(bench.file(BUNDLE), forged);

    assertThat(refused().code()).isEqualTo(StatusCode.BAD_BUNDLE);
  }

  @Test
  void bytesInFrontBetweenAndBehind_areRefused() throws IOException {
    for (int at : List.of(0, last(LOCAL_MARK), last(DIRECTORY_MARK), sound.length)) {
      ByteArrayOutputStream forged = new ByteArrayOutputStream();
      forged.write(sound, 0, at);
      forged.write(0);
      forged.write(sound, at, sound.length - at);
      Files.write(bench.file(BUNDLE), forged.toByteArray());

      assertThat(refused().code()).as("at " + at).isEqualTo(StatusCode.BAD_BUNDLE);
    }
  }

  @Test
  void bundleInABundle_andBundleBehindABundle_areRefused() throws IOException {
    BundleForge.of(sound()).withObject(sound).write(bench.file(BUNDLE));
    assertThat(refused().code()).isEqualTo(StatusCode.BAD_BUNDLE);

    byte[] twice = Arrays.copyOf(sound, 2 * sound.length);
    System.arraycopy(sound, 0, twice, sound.length, sound.length);
    Files.write(bench.file(BUNDLE), twice);
    assertThat(refused().code()).isEqualTo(StatusCode.BAD_BUNDLE);
  }

  @Test
  void sameThingsPackedByAnotherTool_areRefused_andSoIsABomb() throws IOException {
    for (boolean bomb : new boolean[] {false, true}) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      BundleForge all = BundleForge.of(sound());
      try (ZipOutputStream out = new ZipOutputStream(packed)) {
        for (String name : List.of(ZipItem.CATALOG, ZipItem.MANIFEST)) {
          out.putNextEntry(new ZipEntry(name));
          out.write(all.entry(name));
        }
        out.putNextEntry(new ZipEntry(ZipItem.object(Sha256.of(sound))));
        out.write(bomb ? new byte[20_000_000] : sound);
      }
      assertThat(packed.size()).isLessThan(100_000);
      Files.write(bench.file(BUNDLE), packed.toByteArray());

      assertThat(refused().code()).isEqualTo(StatusCode.BAD_BUNDLE);
    }
  }

  @Test
  void objectThatTheCatalogDoesNotName_isRefused() throws IOException {
    BundleForge.of(sound()).withObject("a stowaway".getBytes(UTF_8)).write(bench.file(BUNDLE));

    BundleReport report = refused();

    assertThat(report.code()).isEqualTo(StatusCode.BAD_BUNDLE);
    assertThat(report.evidence().orElseThrow().sentence().english())
        .contains(Sha256.of("a stowaway".getBytes(UTF_8)).hex());
  }

  @Test
  void linkOfTrustAnchorsThatNobodyAskedFor_isRefused() throws IOException {
    BundleForge.of(sound())
        .with(ZipItem.anchors(9_999_999_999L), "{}".getBytes(UTF_8))
        .write(bench.file(BUNDLE));

    assertThat(refused().code()).isEqualTo(StatusCode.BAD_BUNDLE);
  }

  @Test
  void anyObjectThatIsMissing_isNamed() throws IOException {
    CatalogEntry first = bench.world.upstream.entry("first");
    CatalogEntry second = bench.world.upstream.entry("second");
    for (Sha256 object :
        List.of(first.sha256(), first.signature().sha256(), second.signature().sha256())) {
      BundleForge.of(sound()).without(object).write(bench.file(BUNDLE));

      BundleReport report = refused();

      assertThat(report.code()).isEqualTo(StatusCode.BUNDLE_INCOMPLETE);
      assertThat(report.contents().orElseThrow().missing())
          .extracting(BundleReport.Missing::sha256)
          .containsExactly(object);
    }
  }

  @Test
  void catalogOfOneBundleWithTheObjectsOfAnother_isRefused() throws IOException {
    byte[] older = BundleForge.of(bench.file("held.zip")).entry(ZipItem.CATALOG);
    BundleForge.of(sound()).with(ZipItem.CATALOG, older).write(bench.file(BUNDLE));
    assertThat(refused().code()).isIn(StatusCode.ROLLBACK, StatusCode.BAD_BUNDLE);

    byte[] newer = BundleForge.of(sound()).entry(ZipItem.CATALOG);
    BundleForge.of(bench.file("held.zip")).with(ZipItem.CATALOG, newer).write(bench.file(BUNDLE));
    assertThat(refused().code()).isEqualTo(StatusCode.BAD_BUNDLE);
  }

  @Test
  void signatureFileOfAnotherComponent_isRefused() throws IOException {
    CatalogEntry first = bench.world.upstream.entry("first");
    CatalogEntry second = bench.world.upstream.entry("second");
    bench.world.upstream.claim(first.withSignature(second.signature()));
    byte[] lie = bench.world.upstream.publish();
    bench.world.upstream.claim(first);
    BundleForge.of(sound())
        .without(first.signature().sha256())
        .without(listInIt())
        .with(ZipItem.CATALOG, lie)
        .withObject(bench.world.upstream.bytes(bench.world.upstream.newestList().sha256()))
        .write(bench.file(BUNDLE));

    assertThat(refused().code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MISBOUND);
  }

  private Sha256 listInIt() {
    return bench.connected.snapshot().orElseThrow().catalog().crls().get(0).sha256();
  }

  @Test
  void manifestThatLies_changesNothingOfWhatIsTold() throws IOException {
    sound();
    UsableUntil told = bench.inspect("sound.zip").contents().orElseThrow().usable();
    byte[] lie = "{\"usableUntil\":\"9999-12-31T23:59:59Z\",\"components\":[]}".getBytes(UTF_8);
    for (byte[] manifest : List.of(lie, new byte[0], new byte[100_000])) {
      BundleForge.of(sound()).with(ZipItem.MANIFEST, manifest).write(bench.file(BUNDLE));

      BundleReport report = bench.inspect(BUNDLE);

      assertThat(report.sound()).isTrue();
      assertThat(report.contents().orElseThrow().usable()).isEqualTo(told);
      assertThat(report.contents().orElseThrow().lines()).hasSize(2);
    }
  }

  @Test
  void anythingElse_isRefused_orIsTheSameBundle() {
    FuzzRun.of("bundle", 400, 20_000)
        .run(
            random -> ByteMutations.of(sound, random),
            bytes -> {
              Files.write(bench.file(BUNDLE), bytes);
              if (bench.inspect(BUNDLE).sound()) {
                assertThat(bytes).isEqualTo(sound);
                return true;
              }
              refused();
              return false;
            });
  }

  private Path sound() throws IOException {
    return Files.write(bench.file("sound.zip"), sound);
  }

  /** Where the last of these marks stands. */
  private int last(int mark) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(mark).array();
    return new String(sound, ISO_8859_1).lastIndexOf(new String(bytes, ISO_8859_1));
  }

  private BundleReport refused() throws IOException {
    BundleReport report = bench.inspect(BUNDLE);
    BundleOutcome taken = bench.take(BUNDLE);

    assertThat(report.sound()).isFalse();
    assertThat(report.evidence()).isPresent();
    assertThat(taken.run()).isEqualTo(Optional.empty());
    assertThat(taken.code()).isEqualTo(report.code());
    assertThat(bench.isolated.state()).isEqualTo(state);
    assertThat(bench.everythingKept()).isEqualTo(kept);
    return report;
  }
}
