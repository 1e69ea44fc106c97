package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source whose series of signature files lie: its single files are as good as ever. */
class HostileSeriesTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          1000,
          Duration.ofSeconds(1),
          4096,
          200_000,
          2,
          Duration.ZERO);

  @TempDir Path folder;
  private ReplicationBench bench;
  private Vault agent;
  private RawServer server;
  private final AtomicInteger series = new AtomicInteger();
  private Script script = (files, wire) -> {};

  private interface Script {
    void answer(List<byte[]> files, RawServer.Wire wire) throws IOException;
  }

  @BeforeEach
  void renewThree() throws IOException {
    bench = new ReplicationBench(folder);
    agent = bench.vault("agent");
    for (String id : List.of("a", "b", "c")) {
      bench.upstream.offer(id, "1.0", content(id, 300));
    }
    bench.upstream.publish();
    bench.runAgent(agent, bench.upstream);
    List.of("a", "b", "c").forEach(bench.upstream::renew);
    byte[] catalog = bench.upstream.publish();
    server = new RawServer((request, wire) -> answer(request.line().split(" ")[1], catalog, wire));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    bench.close();
  }

  private void answer(String path, byte[] catalog, RawServer.Wire wire) throws IOException {
    if (path.endsWith("/catalog")) {
      ok("application/pkcs7-mime", catalog, wire);
    } else if (path.contains("/signatures")) {
      series.incrementAndGet();
      script.answer(
          bench.upstream.entries().stream()
              .map(entry -> bench.upstream.bytes(entry.signature().sha256()))
              .toList(),
          wire);
    } else {
      String hex = path.substring(path.lastIndexOf('/') + 1);
      byte[] object = bench.upstream.bytes(Sha256.parse(hex).orElseThrow());
      ok("application/octet-stream", object, wire);
    }
  }

  private static void ok(String type, byte[] body, RawServer.Wire wire) throws IOException {
    wire.head("HTTP/1.1 200 OK", "Content-Type: " + type, "Content-Length: " + body.length)
        .bytes(body);
  }

  private static byte[] item(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x59);
    out.write(file.length >> 8);
    out.write(file.length);
    out.writeBytes(file);
    return out.toByteArray();
  }

  private static byte[] all(List<byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.forEach(file -> out.writeBytes(item(file)));
    return out.toByteArray();
  }

  private RunOutcome run() {
    return bench.runAgent(
        agent, new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK));
  }

  private void assertRenewedAllTheSame() throws IOException {
    RunOutcome run = run();

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(agent.state().held())
        .containsExactlyElementsOf(bench.upstream.entries())
        .allMatch(entry -> entry.signature().serial() == 2);
    try (var staged = Files.list(folder.resolve("agent/staging"))) {
      assertThat(staged).isEmpty();
    }
  }

  @Test
  void anHonestSeries_isAllThatIsNeeded() throws IOException {
    script = (files, wire) -> ok("application/cbor-seq", all(files), wire);

    assertRenewedAllTheSame();

    assertThat(series).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing at all
        "f6f6", // too few
        "a0", // a map
        "f7", // undefined
        "5f41004100ff", // a string of pieces
        "5bffffffffffffffff", // a string of -1 bytes
        "5b7fffffffffffffff", // one of 8 EiB
        "5a7fffffff", // one of 2 GiB
        "4100", // one byte instead of the file
        "8220f6", // a negative serial
        "820a5a7fffffff", // an older file of 2 GiB
        "820a40", // an older file of nothing
        "82f6", // no serial
        "83010203", // another array
        "c240", // a tag
        "1c", // reserved
        "ff"
      })
  void whatIsNoSeries_costsOneRequestMoreAndNothingElse(String hex) throws IOException {
    byte[] body = HexFormat.of().parseHex(hex);
    script = (files, wire) -> ok("application/cbor-seq", body, wire);

    assertRenewedAllTheSame();

    assertThat(series).hasValueBetween(1, 3);
  }

  @Test
  void filesInAnotherOrder_orDamaged_areNotTaken() throws IOException {
    script =
        (files, wire) -> {
          byte[] damaged = files.get(1).clone();
          damaged[100] ^= 1;
          ok("application/cbor-seq", all(List.of(files.get(0), damaged, files.get(2))), wire);
        };

    assertRenewedAllTheSame();

    assertThat(series).hasValue(1);
  }

  @Test
  void anOlderFileThanTheOneHeld_isNotTakenBack() throws IOException {
    List<CatalogEntry> held = agent.state().held();
    CatalogEntry first = held.get(0);
    byte[] older = bench.upstream.bytes(first.signature().sha256());
    script =
        (files, wire) -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          out.writeBytes(new byte[] {(byte) 0x82, 1});
          out.writeBytes(item(older));
          out.writeBytes(item(files.get(1)));
          out.writeBytes(item(files.get(2)));
          ok("application/cbor-seq", out.toByteArray(), wire);
        };

    RunOutcome run = run();

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(agent.state().find(first.id())).contains(first);
    assertThat(run.components().get(0).warning()).isPresent();
  }

  @Test
  void aBodyWithoutEnd_isReadNoFurtherThanNeeded() throws IOException {
    script =
        (files, wire) -> {
          wire.head("HTTP/1.1 200 OK", "Content-Type: application/cbor-seq");
          wire.bytes(all(files));
          byte[] more = new byte[64 * 1024];
          Arrays.fill(more, (byte) 0xf6);
          for (int i = 0; i < 10_000; i++) {
            wire.bytes(more);
          }
        };

    assertRenewedAllTheSame();

    assertThat(series).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/cbor-seq\r\nContent-Length: 99999999999",
        "Content-Type: text/html",
        "Content-Type: application/json",
        "Content-Type: application/cbor-seq\r\nContent-Encoding: gzip"
      })
  void anAnnouncedFlood_aPage_orACoding_isNotReadAtAll(String head) throws IOException {
    script =
        (files, wire) ->
            wire.head("HTTP/1.1 200 OK", head)
                .bytes("<html>".repeat(10).getBytes(StandardCharsets.US_ASCII));

    assertRenewedAllTheSame();

    assertThat(series).hasValue(1);
  }
}
