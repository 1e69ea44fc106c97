package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.control.StorageException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that come as {@code zstd}, and servers that send something else for it. */
class ZstdDownloadTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          1000,
          Duration.ofSeconds(20),
          4096,
          300_000,
          3,
          Duration.ZERO);
  private static final int LEAST = 64 * 1024;
  private static final long OVERHEAD = 64 * 1024;

  /** What one read of the body may bring beyond a bound. */
  private static final long ONE_READ = 256 * 1024;

  private static final byte[] OBJECT = text(1, 200_000);
  private static final Sha256 NAME = Sha256.of(OBJECT);
  private static final byte[] CODED = coded(OBJECT);
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String BINARY = "Content-Type: application/octet-stream";
  private static final String ZSTD = "Content-Encoding: zstd";

  @TempDir Path directory;
  private Vault vault;
  private RawServer server;
  private HttpUpdateSource source;

  /** Answers a request. */
  private interface Script {
    void answer(RawServer.Wire wire) throws IOException;
  }

  // Half of it from few characters, half noise, in pieces of any length.
  private static byte[] text(long seed, int length) {
    Random random = new Random(seed);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int at = 0; at < length; at += 1 + random.nextInt(3000)) {
      Arrays.fill(bytes, at, Math.min(length, at + random.nextInt(3000)), (byte) ('a' + at % 20));
    }
    return bytes;
  }

  private static byte[] coded(byte[] bytes) {
    return TestDelta.frame(new byte[0], bytes);
  }

  @BeforeEach
  void open() throws IOException {
    vault = Vault.open(StorePlaces.in(directory), Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    vault.close();
  }

  /** To who takes {@code zstd}, and to who does not. */
  private void serve(Script coded, Script plain) {
    if (server != null) {
      server.close();
    }
    server =
        new RawServer(
            (request, wire) ->
                (request.header("Accept-Encoding") == null ? plain : coded).answer(wire));
    source = new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK);
  }

  private void serve(Script coded) {
    serve(coded, wire -> send(OBJECT, wire));
  }

  private void serve(byte[] coded) {
    serve(wire -> sendCoded(coded, wire));
  }

  private static void send(byte[] body, RawServer.Wire wire) throws IOException {
    wire.head(OK, BINARY, "Content-Length: " + body.length).bytes(body);
  }

  private static void sendCoded(byte[] body, RawServer.Wire wire) throws IOException {
    wire.head(OK, BINARY, ZSTD, "ETag: \"zstd\"", "Content-Length: " + body.length).bytes(body);
  }

  private static void sendRest(byte[] body, int from, RawServer.Wire wire) throws IOException {
    wire.head(
            "HTTP/1.1 206 Partial Content",
            BINARY,
            "Content-Range: bytes %d-%d/%d".formatted(from, body.length - 1, body.length),
            "Content-Length: " + (body.length - from))
        .bytes(Arrays.copyOfRange(body, from, body.length));
  }

  private ObjectAnswer fetch(byte[] object) throws IOException {
    try (PartialObject into = vault.objects().partial(Sha256.of(object), object.length)) {
      ObjectAnswer answer = source.fetchObject(into);
      if (answer instanceof ObjectAnswer.Delivered) {
        assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
      }
      return answer;
    }
  }

  private ObjectAnswer fetch() throws IOException {
    return fetch(OBJECT);
  }

  private List<String> asked(String header) {
    return server.requests().stream().map(one -> String.valueOf(one.header(header))).toList();
  }

  private List<Path> staged() throws IOException {
    try (var files = Files.list(directory.resolve("staging"))) {
      return files.toList();
    }
  }

  private void assertHeldAlone() throws IOException {
    assertThat(vault.objects().verify(NAME)).isTrue();
    assertThat(staged()).isEmpty();
  }

  private void forget() throws IOException {
    Files.delete(vault.objects().find(NAME).orElseThrow());
  }

  /**
   * What is wrong costs the object's own length and a little at most, and is not asked for twice.
   */
  private void assertPlainAfterOneVainAnswer() throws IOException {
    ObjectAnswer answer = fetch();

    assertThat(answer).isInstanceOf(ObjectAnswer.Delivered.class);
    assertThat(answer.received()).isLessThanOrEqualTo(2L * OBJECT.length + OVERHEAD + ONE_READ);
    assertThat(asked("Accept-Encoding")).containsExactly("zstd", "null");
    assertThat(asked("Range")).containsOnly("null");
    assertHeldAlone();
  }

  @Test
  void whatIsCoded_isAllThatIsTransferred() throws IOException {
    serve(CODED);

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(CODED.length));

    assertThat(CODED.length).isLessThan(OBJECT.length * 2 / 3);
    assertThat(asked("Accept-Encoding")).containsExactly("zstd");
    assertHeldAlone();
  }

  @Test
  void anyContent_inAnyFrames_comesOutAsItIs() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 40; round++) {
      byte[] object = text(round, LEAST + random.nextInt(400_000));
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int at = 0; at < object.length; ) {
        int end = Math.min(object.length, at + 1 + random.nextInt(200_000));
        try (ZstdCompressCtx encoder = new ZstdCompressCtx()) {
          encoder.setLevel(1 + random.nextInt(12));
          encoder.setChecksum(random.nextBoolean());
          encoder.setContentSize(random.nextBoolean());
          body.writeBytes(encoder.compress(Arrays.copyOfRange(object, at, end)));
        }
        at = end;
      }
      serve(body.toByteArray());

      assertThat(fetch(object)).as("round %s", round).isInstanceOf(ObjectAnswer.Delivered.class);
      assertThat(asked("Accept-Encoding")).containsExactly("zstd");
      assertThat(vault.objects().verify(Sha256.of(object))).isTrue();
    }
    assertThat(staged()).isEmpty();
  }

  private static byte[] withWindow(int log, byte[] object) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(body, 3)) {
      out.setLong(log);
      out.write(object);
    }
    return body.toByteArray();
  }

  @Test
  void windowOfEightMebibytes_isTaken_andALongerOneIsNot() throws IOException {
    byte[] object = text(7, 20_000_000);
    byte[] allowed = withWindow(23, object);
    serve(allowed);
    assertThat(fetch(object)).isEqualTo(new ObjectAnswer.Delivered(allowed.length));
    Files.delete(vault.objects().find(Sha256.of(object)).orElseThrow());

    byte[] greedy = withWindow(24, object);
    serve(wire -> sendCoded(greedy, wire), wire -> send(object, wire));

    assertThat(fetch(object).received())
        .as("given up at the head of its first frame")
        .isBetween((long) object.length, object.length + ONE_READ);
    assertThat(asked("Accept-Encoding")).containsExactly("zstd", "null");
  }

  @Test
  void sourceWithoutZstd_answersTheSameRequestAsItAlwaysDid() throws IOException {
    serve(wire -> send(OBJECT, wire));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(OBJECT.length));
    assertThat(server.requests()).hasSize(1);
    assertHeldAlone();
  }

  @Test
  void shortObjects_areAskedForPlainly() throws IOException {
    byte[] small = text(3, LEAST - 1);
    serve(wire -> sendCoded(coded(small), wire), wire -> send(small, wire));

    assertThat(fetch(small)).isEqualTo(new ObjectAnswer.Delivered(small.length));
    assertThat(asked("Accept-Encoding")).containsExactly("null");
  }

  @Test
  void whoHoldsAnotherVersion_takesZstdWhereThereIsNoDelta() throws IOException {
    byte[] old = text(9, 1000);
    HeldContent held =
        HeldContent.of(vault.objects(), vault.objects().put(old), old.length).orElseThrow();
    serve(CODED);

    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      assertThat(source.fetchObject(into, Optional.of(held)))
          .isEqualTo(new ObjectAnswer.Delivered(CODED.length));
      assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
    }
    assertThat(asked("Accept-Encoding")).containsExactly("dcz, zstd");
  }

  @Test
  void bytesOfAnotherContent_orTooFew_orTooMany_areDropped() throws IOException {
    byte[] other = OBJECT.clone();
    other[100_000] ^= 1;
    for (byte[] wrong :
        List.of(
            other,
            Arrays.copyOf(OBJECT, OBJECT.length - 1),
            Arrays.copyOf(OBJECT, OBJECT.length + 1),
            new byte[0])) {
      serve(coded(wrong));
      assertPlainAfterOneVainAnswer();
      forget();
    }
    serve(CODED);
  }

  @Test
  void bomb_isGivenUpAtTheFirstByteTooMany() throws IOException {
    byte[] bomb = coded(new byte[200_000_000]);
    assertThat(bomb.length).isLessThan(OBJECT.length);
    serve(bomb);

    assertPlainAfterOneVainAnswer();
  }

  @Test
  void framesThatEndEarly_orAreNone_areDropped() throws IOException {
    List<byte[]> wrong = new ArrayList<>(List.of(OBJECT, "zstd".getBytes()));
    for (int length : new int[] {0, 1, 4, 5, 9, CODED.length / 2, CODED.length - 1}) {
      wrong.add(Arrays.copyOf(CODED, length));
    }
    wrong.add(Arrays.copyOf(CODED, CODED.length + 1));
    for (byte[] body : wrong) {
      serve(body);
      assertPlainAfterOneVainAnswer();
      forget();
    }
    serve(CODED);
  }

  @Test
  void damagedFrames_neverBecomeAnObject() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      byte[] damaged = CODED.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      serve(damaged);

      ObjectAnswer answer = fetch();

      assertThat(answer).as("round %s", round).isInstanceOf(ObjectAnswer.Delivered.class);
      assertThat(answer.received()).isLessThanOrEqualTo(CODED.length + (long) OBJECT.length);
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(2);
      assertHeldAlone();
      forget();
    }
  }

  @Test
  void floodThatMakesNothing_isBoundedByTheObject() throws IOException {
    byte[] nothing = new byte[LEAST];
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, (byte) 0xf8, (byte) 0xff, 0, 0};
    System.arraycopy(skippable, 0, nothing, 0, skippable.length);
    serve(
        wire -> {
          wire.head(OK, BINARY, ZSTD);
          wire.flood(nothing);
        });

    assertPlainAfterOneVainAnswer();
  }

  @Test
  void whatBreaksOff_goesOnAsItIs_whereItsDecodedBytesEnd() throws IOException {
    List<Integer> from = Collections.synchronizedList(new ArrayList<>());
    server =
        new RawServer(
            (request, wire) -> {
              String range = request.header("Range");
              if (range == null) {
                wire.head(OK, BINARY, ZSTD, "ETag: \"zstd\"", "Content-Length: " + CODED.length)
                    .bytes(Arrays.copyOf(CODED, CODED.length - 100));
              } else {
                from.add(Integer.parseInt(range.replaceAll("\\D", "")));
                sendRest(OBJECT, from.get(0), wire);
              }
            });
    source = new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK);

    ObjectAnswer answer = fetch();

    assertThat(from).singleElement().satisfies(at -> assertThat(at).isGreaterThan(100_000));
    assertThat(answer)
        .isEqualTo(new ObjectAnswer.Delivered(CODED.length - 100L + OBJECT.length - from.get(0)));
    assertThat(asked("Accept-Encoding")).containsExactly("zstd", "null");
    assertThat(asked("If-Range"))
        .as("the tag of the coding names other bytes")
        .containsOnly("null");
    assertHeldAlone();
  }

  @Test
  void whatBreaksOffForGood_leavesItsDecodedBytes_forALaterRun() throws IOException {
    serve(
        wire ->
            wire.head(OK, BINARY, ZSTD, "Content-Length: " + CODED.length)
                .bytes(Arrays.copyOf(CODED, CODED.length - 100)),
        wire -> {});
    assertThat(fetch())
        .isInstanceOfSatisfying(
            ObjectAnswer.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
    assertThat(vault.objects().find(NAME)).isEmpty();
    byte[] left = Files.readAllBytes(staged().get(0));
    assertThat(left).hasSizeGreaterThan(100_000).isEqualTo(Arrays.copyOf(OBJECT, left.length));

    serve(wire -> sendCoded(CODED, wire), wire -> sendRest(OBJECT, left.length, wire));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(OBJECT.length - left.length));
    assertThat(asked("Accept-Encoding")).containsExactly("null");
    assertHeldAlone();
  }

  private static byte[] skippable(int length) {
    byte[] frames = new byte[length];
    byte[] head = {0x50, 0x2a, 0x4d, 0x18, (byte) 0xf8, 0x03, 0, 0};
    for (int at = 0; at + 1024 <= length; at += 1024) {
      System.arraycopy(head, 0, frames, at, head.length);
    }
    return frames;
  }

  @Test
  void whatBreaksOffBeforeItsFirstBlock_isAskedForPlainlyThen() throws IOException {
    int most = OBJECT.length + (int) OVERHEAD;
    for (byte[] begun :
        List.of(new byte[0], Arrays.copyOf(CODED, 10_000), skippable(10 * 1024), skippable(most))) {
      serve(wire -> wire.head(OK, BINARY, ZSTD, "Content-Length: 1000000").bytes(begun));

      assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(begun.length + OBJECT.length));

      assertThat(asked("Accept-Encoding")).containsExactly("zstd", "null");
      assertThat(asked("Range")).containsOnly("null");
      assertHeldAlone();
      forget();
    }
    serve(CODED);
  }

  @Test
  void whereCodedRequestsAreCutOff_thePlainOneGetsThrough() throws IOException {
    byte[] old = text(9, 1000);
    HeldContent held =
        HeldContent.of(vault.objects(), vault.objects().put(old), old.length).orElseThrow();
    serve(wire -> {});

    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      assertThat(source.fetchObject(into, Optional.of(held)))
          .isEqualTo(new ObjectAnswer.Delivered(OBJECT.length));
      assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
    }
    assertThat(asked("Accept-Encoding").stream().distinct())
        .containsExactly("dcz, zstd", "dcz", "null");
  }

  @Test
  void whatCannotBeResumed_beginsAnewAsItIs() throws IOException {
    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      into.append(OBJECT, 0, 1000);
    }
    server =
        new RawServer(
            (request, wire) -> {
              if (request.header("Range") != null) {
                wire.head("HTTP/1.1 416 Range Not Satisfiable", "Content-Length: 0");
              } else {
                send(OBJECT, wire);
              }
            });
    source = new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK);

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(OBJECT.length));

    assertThat(asked("Accept-Encoding")).containsExactly("null", "null");
    assertHeldAlone();
  }

  @Test
  void diskThatFails_leavesWhatWasDecoded_andIsWhatIsReported() throws IOException {
    serve(CODED);
    AtomicReference<PartialObject> partial = new AtomicReference<>();
    AtomicLong taken = new AtomicLong();
    // A closed file is the nearest to a disk that fails: nothing can be done with it any more.
    partial.set(
        vault
            .objects()
            .partialIfFree(
                NAME,
                OBJECT.length,
                length -> {
                  taken.set(length);
                  assertThatCode(partial.get()::close).doesNotThrowAnyException();
                })
            .orElseThrow());

    assertThatThrownBy(() -> source.fetchObject(partial.get()))
        .isInstanceOf(StorageException.class)
        .satisfies(
            thrown ->
                assertThat(thrown.getStackTrace())
                    .as("the first failure, not one of what is done about it")
                    .extracting(StackTraceElement::getMethodName)
                    .contains("append")
                    .doesNotContain("restart"));
    assertThat(Files.readAllBytes(staged().get(0)))
        .isNotEmpty()
        .isEqualTo(Arrays.copyOf(OBJECT, (int) taken.get()));
  }

  @Test
  void wrongBeginningThatBreaksOff_isFetchedOnceMoreFromTheFront() throws IOException {
    byte[] other = text(2, OBJECT.length);
    byte[] coded = coded(other);
    server =
        new RawServer(
            (request, wire) -> {
              String range = request.header("Range");
              if (range != null) {
                sendRest(OBJECT, Integer.parseInt(range.replaceAll("\\D", "")), wire);
              } else if (request.header("Accept-Encoding") == null) {
                send(OBJECT, wire);
              } else {
                wire.head(OK, BINARY, ZSTD, "Content-Length: " + coded.length)
                    .bytes(Arrays.copyOf(coded, coded.length - 100));
              }
            });
    source = new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK);

    assertThat(fetch().received()).isLessThanOrEqualTo(coded.length + 2L * OBJECT.length);

    assertThat(asked("Accept-Encoding")).containsExactly("zstd", "null", "null");
    assertHeldAlone();
  }

  @Test
  void sourceThatLiesInBoth_costsABoundedNumberOfBytes_andLeavesNothing() throws IOException {
    byte[] other = text(2, OBJECT.length);
    serve(wire -> sendCoded(coded(other), wire), wire -> send(other, wire));

    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      ObjectAnswer answer = source.fetchObject(into);

      assertThat(answer.received()).isLessThanOrEqualTo(2L * OBJECT.length + OVERHEAD);
      assertThat(into.complete()).isEqualTo(Admission.DIGEST_MISMATCH);
    }
    assertThat(vault.objects().find(NAME)).isEmpty();
    assertThat(staged()).isEmpty();
  }

  @Test
  void serverThatRefusesTheCoding_isAskedPlainly() throws IOException {
    serve(wire -> wire.head("HTTP/1.1 406 Not Acceptable", "Content-Length: 0"));

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(OBJECT.length));
    assertThat(asked("Accept-Encoding")).containsExactly("zstd", "null");
  }

  @Test
  void busyServer_isAskedForTheCodingAgain() throws IOException {
    serve(
        wire -> {
          if (server.requests().size() == 1) {
            wire.head("HTTP/1.1 503 Busy", "Retry-After: 0", "Content-Length: 0");
          } else {
            sendCoded(CODED, wire);
          }
        });

    assertThat(fetch()).isEqualTo(new ObjectAnswer.Delivered(CODED.length));
    assertThat(asked("Accept-Encoding")).containsExactly("zstd", "zstd");
  }
}
