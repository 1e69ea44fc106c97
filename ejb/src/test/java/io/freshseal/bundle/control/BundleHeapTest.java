package io.freshseal.bundle.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.Folders;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a process with a heap of 48 MiB: a bundle that is larger than the heap, and after it what is
 * made to swell. Each ends with its code, and none leaves more alive than the one before.
 */
class BundleHeapTest {

  private static final int CONTENT_BYTES = 70 * 1024 * 1024;
  private static final long MOST_GROWTH = 6L * 1024 * 1024;
  private static final int MANY_OBJECTS = 49_990;

  @TempDir private Path folder;

  /** Without the content: what the hostile ones are made of. */
  private BundleForge small;

  @Test
  void largeAndHostileBundles_endWithTheirCodesInAHeapThatStaysFlat() throws Exception {
    replicateOneLargeComponent();
    Path good = BundleCrashSubject.bundle(folder, 1);
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put(good.getFileName().toString(), "OK");
    expected.put("many-objects", "BAD_BUNDLE");
    expected.put("many-links", "BAD_BUNDLE");
    expected.put("long-manifest", "BAD_BUNDLE");
    expected.put("long-catalog", "BAD_BUNDLE");
    expected.put("deep-catalog", "DIGITAL_SIGNATURE_MALFORMED");
    expected.put("wide-catalog", "DIGITAL_SIGNATURE_MALFORMED");
    makeHostileOnes();

    List<String[]> lines = probe(expected.keySet());

    Map<String, String> codes = new LinkedHashMap<>();
    lines.forEach(line -> codes.put(line[0], line[1]));
    assertThat(codes).containsExactlyEntriesOf(expected);
    assertThat(Files.size(good)).isGreaterThan(CONTENT_BYTES);
    long first = Long.parseLong(lines.get(0)[2]);
    assertThat(lines).allMatch(line -> Long.parseLong(line[2]) - first < MOST_GROWTH);
    Folders.delete(folder.resolve("connected"));
  }

  private void replicateOneLargeComponent() throws IOException {
    Clock clock = Clock.systemUTC();
    UpstreamSimulator upstream =
        new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), clock.instant()), clock);
    Path anchors = Files.write(folder.resolve("anchors.pem"), upstream.anchors().pem());
    upstream.offer("large", "1.0", new byte[CONTENT_BYTES]);
    upstream.publish();
    try (Vault vault = BundleCrashSubject.open(folder.resolve("connected"))) {
      RunRequest request =
          new RunRequest(
              upstream,
              BundleCrashSubject.trust(anchors),
              clock.instant(),
              RunPolicy.relay(true),
              RunListener.SILENT);
      assertThat(
              new Replicator(vault, new CatalogJudge(), new SignatureJudge(), Runnable::run)
                  .run(request)
                  .result())
          .isEqualTo(RunResult.COMPLETED);
      bundleOf(vault, anchors);
    }
  }

  private void bundleOf(Vault vault, Path anchors) throws IOException {
    Path made = Files.createDirectory(folder.resolve("made"));
    BundleCrashSubject.make(vault, made, BundleCrashSubject.trust(anchors));
    small =
        BundleForge.of(BundleCrashSubject.bundle(made, 1))
            .without(Sha256.of(new byte[CONTENT_BYTES]));
    Folders.delete(made);
  }

  private void makeHostileOnes() throws IOException {
    BundleForge objects = small.copy();
    for (int i = 0; i < MANY_OBJECTS; i++) {
      objects.withObject(ByteBuffer.allocate(4).putInt(i).array());
    }
    objects.write(folder.resolve("many-objects"));
    BundleForge links = small.copy();
    byte[] brackets = "[".repeat(AnchorLinkJson.MAX_BYTES).getBytes(US_ASCII);
    for (int i = 1; i < 100; i++) {
      links.with(ZipItem.anchors(i), brackets);
    }
    links.write(folder.resolve("many-links"));
    small
        .copy()
        .with(ZipItem.MANIFEST, new byte[BundleInspection.MOST_MANIFEST + 1])
        .write(folder.resolve("long-manifest"));
    small
        .copy()
        .with(ZipItem.CATALOG, new byte[CatalogJson.LEAST_BYTES + SignatureJudge.MAX_BYTES + 1])
        .write(folder.resolve("long-catalog"));
    small
        .copy()
        .with(ZipItem.CATALOG, nested(CatalogJson.LEAST_BYTES))
        .write(folder.resolve("deep-catalog"));
    small
        .copy()
        .with(ZipItem.CATALOG, wide(CatalogJson.LEAST_BYTES))
        .write(folder.resolve("wide-catalog"));
  }

  private List<String[]> probe(Iterable<String> names) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BundleHeapProbe.class.getName(), folder.toString()));
    names.forEach(command::add);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + Files.readString(out));
    }
    assertThat(process.exitValue()).as(Files.readString(out) + Files.readString(err)).isZero();
    return Files.readAllLines(out).stream().map(line -> line.split(" ")).toList();
  }

  /** Sequences within each other, as deep as so many bytes allow. */
  private static byte[] nested(int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at + 6 <= length; at += 6) {
      header(bytes, at, length - at - 6);
    }
    return bytes;
  }

  /** One sequence of as many values as so many bytes allow. */
  private static byte[] wide(int length) {
    byte[] bytes = new byte[length];
    header(bytes, 0, length - 6);
    for (int at = 6; at + 2 <= length; at += 2) {
      bytes[at] = 0x05;
    }
    return bytes;
  }

  private static void header(byte[] bytes, int at, int length) {
    bytes[at] = 0x30;
    bytes[at + 1] = (byte) 0x84;
    ByteBuffer.wrap(bytes).putInt(at + 2, length);
  }
}
