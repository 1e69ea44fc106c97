package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Admission;
import io.freshseal.vault.control.PartialObject;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects and catalogs that come as deltas, and servers that send something else for one. */
class DeltaDownloadTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          1000,
          Duration.ofSeconds(1),
          4096,
          300_000,
          3,
          Duration.ZERO);
  private static final byte[] OLD = noise(200_000);
  private static final byte[] NEW = changed(OLD);
  private static final Sha256 NAME = Sha256.of(NEW);
  private static final byte[] DELTA = TestDelta.of(OLD, NEW);
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String BINARY = "Content-Type: application/octet-stream";
  private static final String DCZ = "Content-Encoding: dcz";

  @TempDir Path directory;
  private Vault vault;
  private HeldContent held;
  private RawServer server;
  private HttpUpdateSource source;
  private final List<String> dictionaries = new CopyOnWriteArrayList<>();

  /** Answers the requests that offer a dictionary. */
  private interface Script {
    void answer(RawServer.Wire wire) throws IOException;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(3).nextBytes(bytes);
    return bytes;
  }

  private static byte[] changed(byte[] old) {
    byte[] bytes = Arrays.copyOf(old, old.length + 5_000);
    for (int i = 0; i < old.length; i += 10_000) {
      bytes[i] ^= 0x55;
    }
    return bytes;
  }

  @BeforeEach
  void holdTheOldVersion() throws IOException {
    vault = Vault.open(StorePlaces.in(directory), Clock.systemUTC());
    Sha256 old = vault.objects().put(OLD);
    held = HeldContent.of(vault.objects(), old, OLD.length).orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    vault.close();
    try (var staged = Files.list(directory.resolve("staging"))) {
      assertThat(staged).as("left behind").isEmpty();
    }
  }

  private void serve(Script script) {
    serve(script, wire -> whole(NEW, wire));
  }

  private void serve(Script toDictionary, Script toOthers) {
    AtomicBoolean begun = new AtomicBoolean();
    server =
        new RawServer(
            (request, wire) -> {
              String dictionary = request.header("Available-Dictionary");
              dictionaries.add(String.valueOf(dictionary));
              boolean again = begun.getAndSet(true) || request.line().contains("/catalog");
              String codings = again ? "dcz" : "dcz, zstd";
              assertThat(request.header("Accept-Encoding"))
                  .isEqualTo(dictionary == null ? null : codings);
              (dictionary == null ? toOthers : toDictionary).answer(wire);
            });
    source = new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK);
  }

  private static void whole(byte[] body, RawServer.Wire wire) throws IOException {
    wire.head(OK, BINARY, "Content-Length: " + body.length).bytes(body);
  }

  private static void delta(byte[] body, RawServer.Wire wire) throws IOException {
    wire.head(OK, BINARY, DCZ, "Content-Length: " + body.length).bytes(body);
  }

  private ObjectAnswer fetch() throws IOException {
    try (PartialObject into = vault.objects().partial(NAME, NEW.length)) {
      ObjectAnswer answer = source.fetchObject(into, Optional.of(held));
      if (answer instanceof ObjectAnswer.Delivered) {
        assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
      }
      return answer;
    }
  }

  private void assertWholeAfterOneVainDelta(long wasted) throws IOException {
    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(wasted + NEW.length));
    assertThat(vault.objects().verify(NAME)).isTrue();
    assertThat(dictionaries).hasSize(2).endsWith("null");
  }

  @Test
  void aDelta_isAllThatIsTransferred() throws IOException {
    serve(wire -> delta(DELTA, wire));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(DELTA.length));

    assertThat(vault.objects().verify(NAME)).isTrue();
    assertThat(DELTA.length).isLessThan(NEW.length / 20);
    assertThat(dictionaries)
        .containsExactly(":" + Base64.getEncoder().encodeToString(Sha256.of(OLD).bytes()) + ":");
  }

  @Test
  void aDeltaOfSeveralFrames_isOne() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TestDelta.head(OLD));
    for (int at = 0; at < NEW.length; at += 50_000) {
      out.writeBytes(
          TestDelta.frame(OLD, Arrays.copyOfRange(NEW, at, Math.min(NEW.length, at + 50_000))));
    }
    serve(wire -> delta(out.toByteArray(), wire));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(out.size()));
  }

  @Test
  void aSourceWithoutDeltas_answersTheSameRequestWithTheWhole() throws IOException {
    serve(wire -> whole(NEW, wire));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(NEW.length));
    assertThat(dictionaries).hasSize(1);
  }

  @Test
  void aDeltaThatBreaksOff_beginsAnew() throws IOException {
    serve(
        wire -> {
          if (dictionaries.size() == 1) {
            wire.head(OK, BINARY, DCZ, "Content-Length: " + DELTA.length)
                .bytes(Arrays.copyOf(DELTA, DELTA.length / 2));
          } else {
            delta(DELTA, wire);
          }
        });

    assertThat(fetch())
        .isEqualTo(new ObjectAnswer.Delivered(DELTA.length / 2 + (long) DELTA.length));
    assertThat(dictionaries).hasSize(2).doesNotContain("null");
  }

  @Test
  void aDeltaThatBreaksOffTwice_isAskedForNoMore() throws IOException {
    int half = DELTA.length / 2;
    serve(
        wire ->
            wire.head(OK, BINARY, DCZ, "Content-Length: " + DELTA.length)
                .bytes(Arrays.copyOf(DELTA, half)));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(2L * half + NEW.length));
    assertThat(dictionaries).hasSize(3).endsWith("null");
  }

  @Test
  void aWholeThatBreaksOff_goesOnWhereItEnded() throws IOException {
    serve(
        wire ->
            wire.head(OK, BINARY, "Content-Length: " + NEW.length, "ETag: \"x\"")
                .bytes(Arrays.copyOf(NEW, 150_000)),
        wire ->
            wire.head(
                    "HTTP/1.1 206 Partial Content",
                    BINARY,
                    "Content-Range: bytes 150000-" + (NEW.length - 1) + "/" + NEW.length)
                .bytes(Arrays.copyOfRange(NEW, 150_000, NEW.length)));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(NEW.length));
    assertThat(dictionaries).hasSize(2).endsWith("null");
  }

  @Test
  void aDeltaToSomethingElse_isNotDecoded() throws IOException {
    byte[] other = TestDelta.of(NEW, NEW);
    serve(wire -> delta(other, wire));

    assertWholeAfterOneVainDelta(40);
  }

  @Test
  void aDeltaThatMakesOtherBytes_isDropped() throws IOException {
    byte[] wrong = NEW.clone();
    wrong[77] ^= 1;
    byte[] delta = TestDelta.of(OLD, wrong);
    serve(wire -> delta(delta, wire));

    assertWholeAfterOneVainDelta(delta.length);
  }

  @Test
  void aDeltaThatMakesTooFewBytes_isDropped() throws IOException {
    byte[] delta = TestDelta.of(OLD, Arrays.copyOf(NEW, NEW.length - 1));
    serve(wire -> delta(delta, wire));

    assertWholeAfterOneVainDelta(delta.length);
  }

  @Test
  void aBomb_isGivenUpAtTheFirstByteTooMany() throws IOException {
    byte[] bomb = TestDelta.of(OLD, new byte[200_000_000]);
    assertThat(bomb.length).isLessThan(30_000);
    serve(wire -> delta(bomb, wire));

    assertWholeAfterOneVainDelta(bomb.length);
  }

  @Test
  void aDamagedOrTruncatedDelta_isDropped() throws IOException {
    byte[] damaged = DELTA.clone();
    damaged[DELTA.length / 2] ^= 1;
    serve(wire -> delta(damaged, wire));
    assertThat(fetch()).isInstanceOf(ObjectAnswer.Delivered.class);
    assertThat(dictionaries).hasSize(2).endsWith("null");

    for (int length : new int[] {0, 7, 40, 41, DELTA.length - 1}) {
      server.close();
      dictionaries.clear();
      Files.delete(vault.objects().find(NAME).orElseThrow());
      serve(wire -> delta(Arrays.copyOf(DELTA, length), wire));
      assertWholeAfterOneVainDelta(length);
    }
  }

  @Test
  void aFloodThatMakesNothing_isBoundedByTheObject() throws IOException {
    byte[] nothing = new byte[64 * 1024];
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, (byte) 0xf8, (byte) 0xff, 0, 0};
    System.arraycopy(skippable, 0, nothing, 0, skippable.length);
    serve(
        wire -> {
          wire.head(OK, BINARY, DCZ).bytes(TestDelta.head(OLD));
          for (int i = 0; i < 100_000; i++) {
            wire.bytes(nothing);
          }
        });

    ObjectAnswer answer = fetch();

    assertThat(answer.received()).isLessThan(2L * NEW.length + 300_000);
    assertThat(dictionaries).hasSize(2).endsWith("null");
  }

  @Test
  void aCodingThatWasNotAskedFor_isAskedForOnceMoreAndRefusedThen() throws IOException {
    serve(wire -> wire.head(OK, BINARY, "Content-Encoding: gzip").bytes(new byte[20]));
    assertWholeAfterOneVainDelta(0);

    server.close();
    Files.delete(vault.objects().find(NAME).orElseThrow());
    for (String coding : List.of("gzip", "dcz")) {
      Script coded =
          wire -> wire.head(OK, BINARY, "Content-Encoding: " + coding).bytes(new byte[20]);
      serve(coded, coded);
      assertThat(fetch())
          .extracting(answer -> ((ObjectAnswer.Failed) answer).code())
          .isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
      server.close();
    }
    serve(wire -> {});
  }

  @Test
  void aCatalog_comesAsADeltaToo_andWholeIfItIsNone() {
    String type = "Content-Type: application/pkcs7-mime";
    Script script =
        wire -> wire.head(OK, type, DCZ, "Content-Length: " + DELTA.length).bytes(DELTA);
    serve(script, wire -> whole(NEW, wire));

    CatalogAnswer.Fetched fetched =
        (CatalogAnswer.Fetched) source.fetchCatalog(Optional.of("\"old\""), Optional.of(held));

    assertThat(fetched.bytes()).isEqualTo(NEW);
    assertThat(fetched.delta()).isEqualTo(OptionalLong.of(DELTA.length));

    server.close();
    byte[] bomb = TestDelta.of(OLD, new byte[50_000_000]);
    serve(
        wire -> wire.head(OK, type, DCZ, "Content-Length: " + bomb.length).bytes(bomb),
        wire -> wire.head(OK, type, "Content-Length: " + NEW.length).bytes(NEW));

    fetched =
        (CatalogAnswer.Fetched) source.fetchCatalog(Optional.of("\"old\""), Optional.of(held));

    assertThat(fetched.bytes()).isEqualTo(NEW);
    assertThat(fetched.delta()).isEmpty();
  }
}
