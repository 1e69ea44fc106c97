package io.freshseal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.RawServer.Request;
import io.freshseal.replication.control.http.RawServer.Wire;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agent and relay in a process with a heap of 64 MiB against endless, slow and swelling answers,
 * one after another: each ends with its code, and none leaves more alive than the one before.
 */
class FlatHeapTest {

  private static final int CONTENT_BYTES = 70 * 1024 * 1024;
  private static final long MOST_GROWTH = 6L * 1024 * 1024;
  private static final int MANY = 19_000;
  private static final byte[] BLOCK = new byte[64 * 1024];
  private static final byte[] BRACKETS =
      "[".repeat(AnchorLinkJson.MAX_BYTES).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private UpstreamSimulator upstream;
  private byte[] catalog;
  private byte[] strangers;
  private final Map<String, byte[]> catalogs = new HashMap<>();
  private Sha256 list;
  private CatalogEntry large;

  /** What one process said about one address. */
  private record Line(int agent, int relay, long alive) {}

  @Test
  void endlessSlowAndSwellingAnswers_endWithTheirCodesInAHeapThatStaysFlat() throws Exception {
    upstream =
        new UpstreamSimulator(
            SigningAuthority.own(folder.resolve("keys"), Clock.systemUTC().instant()),
            Clock.systemUTC());
    large = upstream.offer("large", "1.0", new byte[CONTENT_BYTES]);
    catalog = upstream.publish();
    list = upstream.newestList().sha256();
    publishBombs();
    strangers = strangersCatalog();
    Path anchors = Files.write(folder.resolve("anchors.pem"), upstream.anchors().pem());
    List<String> cases =
        List.of(
            "good",
            "endless-catalog",
            "announced-catalog",
            "deep-catalog",
            "wide-catalog",
            "strangers-catalog",
            "packed-catalog",
            "endless-headers",
            "slow-catalog",
            "endless-list",
            "endless-link",
            "deep-link",
            "endless-signature",
            "deep-timestamp",
            "wide-timestamp",
            "large-timestamp",
            "deep-post-quantum",
            "wide-post-quantum",
            "large-post-quantum",
            "endless-content",
            "slow-content");

    Map<String, Line> lines;
    try (RawServer server = new RawServer(this::answer)) {
      lines = probe(anchors, server, cases);
    }

    assertThat(lines.keySet()).containsExactlyInAnyOrderElementsOf(cases);
    Map<String, Integer> expected = new HashMap<>();
    expected.put("good", 0);
    expected.put("endless-catalog", -51);
    expected.put("announced-catalog", -51);
    expected.put("deep-catalog", -29);
    expected.put("wide-catalog", -29);
    expected.put("strangers-catalog", -27);
    expected.put("packed-catalog", -54);
    expected.put("endless-headers", -54);
    expected.put("slow-catalog", -52);
    expected.put("endless-list", -34);
    expected.put("endless-link", -51);
    // The anchors at hand bear the rest out, which is taken all the same.
    expected.put("deep-link", 0);
    expected.put("endless-signature", -51);
    for (String bomb : List.of("timestamp", "post-quantum")) {
      expected.put("deep-" + bomb, -29);
      expected.put("wide-" + bomb, -29);
      expected.put("large-" + bomb, -29);
    }
    expected.put("endless-content", -51);
    expected.put("slow-content", -52);
    assertThat(codes(lines, Line::agent)).as("agent").isEqualTo(expected);
    assertThat(codes(lines, Line::relay)).as("relay").isEqualTo(expected);
    long first = lines.get("good").alive();
    assertThat(lines.values()).allMatch(line -> line.alive() - first < MOST_GROWTH);
  }

  private static Map<String, Integer> codes(Map<String, Line> lines, ToIntFunction<Line> whose) {
    Map<String, Integer> codes = new HashMap<>();
    lines.forEach((name, line) -> codes.put(name, whose.applyAsInt(line)));
    return codes;
  }

  /** Authentic catalogs of which each names one object that swells. */
  private void publishBombs() {
    publishLink("endless-link", Sha256.of(BLOCK), BLOCK.length);
    publishLink("deep-link", upstream.keep(BRACKETS), BRACKETS.length);
    upstream.anchorsEntry = Optional.empty();
    publishUnsigned("timestamp", "1.2.840.113549.1.9.16.2.14", 32 * 1024);
    publishUnsigned("post-quantum", "2.25.310635538175282152846117522635830853200", 64 * 1024);
    upstream.claim(large);
  }

  private void publishLink(String name, Sha256 digest, long size) {
    upstream.anchorsEntry = Optional.of(new AnchorsEntry(2, digest, size));
    catalogs.put(name, upstream.publish());
  }

  private void publishUnsigned(String name, String attribute, int most) {
    publishSignature("deep-" + name, attribute, nested(6 * 60));
    publishSignature("wide-" + name, attribute, wide(most - 64));
    byte[] octets = new byte[most + 64];
    header(octets, 0, octets.length - 6);
    octets[0] = 0x04;
    publishSignature("large-" + name, attribute, octets);
  }

  // The form of a file is judged before anybody asks who signed it.
  private void publishSignature(String name, String attribute, byte[] value) {
    byte[] file =
        CmsForge.over(new byte[1], "component=large;version=1.0")
            .by(TestPki.selfSigned(TestPki.Wish.root("Root")))
            .carrying(new ASN1ObjectIdentifier(attribute), signature -> value)
            .make();
    assertThat(file.length).isLessThan(SignatureJudge.MAX_BYTES);
    SignatureEntry before = large.signature();
    upstream.claim(
        large.withSignature(
            new SignatureEntry(
                upstream.keep(file), file.length, 2, before.signedAt(), before.expires())));
    catalogs.put(name, upstream.publish());
  }

  /** As long as a catalog may be, and signed by somebody else. */
  private byte[] strangersCatalog() throws IOException {
    UpstreamSimulator stranger =
        new UpstreamSimulator(
            SigningAuthority.own(folder.resolve("stranger"), Clock.systemUTC().instant()),
            Clock.systemUTC());
    CatalogEntry one = stranger.offer("component-0", "1.0", new byte[1]);
    for (int i = 1; i < MANY; i++) {
      stranger.claim(
          new CatalogEntry(
              new ComponentId("component-" + i),
              one.kind(),
              one.platform(),
              one.version(),
              one.size(),
              one.sha256(),
              one.signature()));
    }
    return stranger.publish();
  }

  private Map<String, Line> probe(Path anchors, RawServer server, List<String> cases)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HeapProbe.class.getName(), folder.toString(), anchors.toString()));
    cases.forEach(
        name -> command.add("http://127.0.0.1:" + server.port() + "/" + name + "/api/v1"));
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
    assertThat(process.exitValue()).as(() -> text(out) + text(err)).isZero();
    Map<String, Line> lines = new HashMap<>();
    for (String line : Files.readAllLines(out)) {
      String[] parts = line.split(" ");
      lines.put(
          parts[0],
          new Line(
              Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3])));
    }
    return lines;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void answer(Request request, Wire wire) throws IOException {
    String[] path = request.line().split(" ")[1].split("/api/v1/");
    String name = path[0].substring(1);
    if (path[1].equals("catalog")) {
      catalog(name, wire);
    } else if (path[1].equals("objects/" + large.signature().sha256())) {
      signature(name, wire);
    } else if (path[1].equals("objects/" + large.sha256())) {
      content(name, wire);
    } else if (name.equals("endless-list") && path[1].equals("objects/" + list)) {
      head(wire).flood(BLOCK);
    } else if (name.equals("endless-link") && isLink(path[1])) {
      head(wire).flood(BLOCK);
    } else if (name.equals("deep-link") && path[1].startsWith("anchors")) {
      whole(wire, BRACKETS);
    } else if (path[1].startsWith("anchors")) {
      wire.head("HTTP/1.1 404 Not Found", "Content-Length: 0");
    } else {
      whole(wire, upstream.bytes(new Sha256(path[1].substring("objects/".length()))));
    }
  }

  private static boolean isLink(String path) {
    return path.startsWith("anchors") || path.equals("objects/" + Sha256.of(BLOCK));
  }

  private static Wire head(Wire wire, String... more) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("HTTP/1.1 200 OK", "Content-Type: application/octet-stream"));
    lines.addAll(Arrays.asList(more));
    return wire.head(lines.toArray(String[]::new));
  }

  private static void whole(Wire wire, byte[] bytes) throws IOException {
    head(wire, "Content-Length: " + bytes.length).bytes(bytes);
  }

  private void catalog(String name, Wire wire) throws IOException {
    switch (name) {
      case "endless-catalog" -> head(wire).flood(BLOCK);
      case "announced-catalog" -> {
        head(wire, "Content-Length: 99999999999");
        wire.flood(BLOCK);
      }
      case "deep-catalog" -> whole(wire, nested(8 * 1024 * 1024));
      case "wide-catalog" -> whole(wire, wide(8 * 1024 * 1024));
      case "strangers-catalog" -> whole(wire, strangers);
      case "packed-catalog" -> head(wire, "Content-Encoding: gzip").flood(BLOCK);
      case "endless-headers" -> {
        wire.text("HTTP/1.1 200 OK\r\nX-Long: ");
        wire.flood("x".repeat(8192).getBytes());
      }
      case "slow-catalog" -> {
        head(wire);
        wire.drip("0", 200);
      }
      default -> whole(wire, catalogs.getOrDefault(name, catalog));
    }
  }

  private void signature(String name, Wire wire) throws IOException {
    if (name.equals("endless-signature")) {
      head(wire).flood(BLOCK);
    } else {
      whole(wire, upstream.bytes(large.signature().sha256()));
    }
  }

  private void content(String name, Wire wire) throws IOException {
    switch (name) {
      case "endless-content" -> head(wire).flood(BLOCK);
      case "slow-content" -> {
        head(wire, "Content-Length: " + CONTENT_BYTES);
        wire.drip("\0", 200);
      }
      default -> {
        head(wire, "Content-Length: " + CONTENT_BYTES);
        for (int sent = 0; sent < CONTENT_BYTES; sent += BLOCK.length) {
          wire.bytes(BLOCK);
        }
      }
    }
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
    for (int i = 0; i < 4; i++) {
      bytes[at + 2 + i] = (byte) (length >>> (24 - 8 * i));
    }
  }
}
