package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Admission;
import io.freshseal.vault.control.PartialObject;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayChoiceTest {

  @TempDir Path folder;

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          1,
          Duration.ofSeconds(20),
          4096,
          1 << 20,
          1,
          Duration.ZERO);

  private static RawServer.Script answering(int status, String text) {
    return (request, wire) ->
        wire.head(
                "HTTP/1.1 " + status + " X",
                "Content-Type: application/octet-stream",
                "Date: Sat, 01 Jun 2030 12:00:00 GMT",
                "Content-Length: " + text.length())
            .text(text);
  }

  private static Route base(RawServer server) {
    return Route.direct(BaseUrl.parse(server.base()).orElseThrow());
  }

  // A question that falls back to the default of the interface never reaches a relay.
  @Test
  void everyQuestionToASource_isPassedOn() throws NoSuchMethodException {
    for (Method question : UpdateSource.class.getMethods()) {
      assertThat(
              RelayChoice.class
                  .getMethod(question.getName(), question.getParameterTypes())
                  .getDeclaringClass())
          .as(question.getName())
          .isEqualTo(RelayChoice.class);
    }
  }

  @Test
  void relayThatAnswers_isAskedForTheChainOfAnchorsToo() {
    try (RawServer out = new RawServer(answering(503, ""));
        RawServer good = new RawServer(answering(200, "bytes"))) {
      RelayChoice choice = new RelayChoice(List.of(base(out), base(good)), QUICK);

      assertThat(choice.fetchCatalog(Optional.empty())).isInstanceOf(CatalogAnswer.Fetched.class);
      assertThat(choice.address()).contains(good.base());
      choice.fetchAnchors(1, 1000);

      assertThat(good.requests()).last().matches(r -> r.line().contains("/anchors/1"));
      assertThat(out.requests()).hasSize(1);
    }
  }

  @Test
  void object_comesFromAnotherRelay_whileTheOneInUseIsAway() throws IOException {
    byte[] object = "object".getBytes(StandardCharsets.UTF_8);
    try (RawServer gone = new RawServer(answering(200, "bytes"));
        RawServer good = new RawServer(answering(200, "object"));
        Vault vault = Vault.open(StorePlaces.in(folder), Clock.systemUTC());
        PartialObject into = vault.objects().partial(Sha256.of(object), object.length)) {
      RelayChoice choice = new RelayChoice(List.of(base(gone), base(good)), QUICK);
      choice.fetchCatalog(Optional.empty());
      gone.become(answering(503, ""));

      assertThat(choice.fetchObject(into)).isEqualTo(new ObjectAnswer.Delivered(object.length));

      assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
      assertThat(gone.requests()).last().matches(r -> r.line().contains("/objects/"));
      assertThat(choice.address()).as("the source of the run stays").contains(gone.base());
    }
  }

  private static ObjectAnswer fetch(RelayChoice choice, Vault vault, String object)
      throws IOException {
    byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
    try (PartialObject into = vault.objects().partial(Sha256.of(bytes), bytes.length)) {
      ObjectAnswer answer = choice.fetchObject(into);
      // The next one is to be fetched from its front, too.
      into.restart();
      return answer;
    }
  }

  private static long objectsAskedOf(RawServer server) {
    return server.requests().stream().filter(r -> r.line().contains("/objects/")).count();
  }

  @Test
  void relayThatWasAwayForOneObject_isAskedLastForOthers_forAWhile() throws IOException {
    AtomicLong nanos = new AtomicLong(-5);
    try (RawServer gone = new RawServer(answering(200, "bytes"));
        RawServer good = new RawServer(answering(200, "object"));
        Vault vault = Vault.open(StorePlaces.in(folder), Clock.systemUTC())) {
      RelayChoice choice =
          new RelayChoice(List.of(base(gone), base(good)), QUICK, Optional::empty, nanos::get);
      choice.fetchCatalog(Optional.empty());
      gone.become(answering(503, ""));
      for (int i = 0; i < 5; i++) {
        assertThat(fetch(choice, vault, "object")).isEqualTo(new ObjectAnswer.Delivered(6));
      }
      assertThat(objectsAskedOf(gone)).isEqualTo(1);
      assertThat(choice.address()).as("the source of the run stays").contains(gone.base());

      nanos.addAndGet(RelayChoice.ASKED_LAST.toNanos());
      fetch(choice, vault, "object");
      assertThat(objectsAskedOf(gone)).as("its time is over").isEqualTo(2);

      gone.become(answering(200, "bytes"));
      choice.fetchCatalog(Optional.empty());
      gone.become(answering(200, "object"));
      fetch(choice, vault, "object");
      assertThat(objectsAskedOf(gone)).as("it has answered since").isEqualTo(3);
    }
  }

  private static final byte[] LARGE = new byte[200_000];

  private static void large(RawServer.Request request, RawServer.Wire wire) throws IOException {
    wire.head(
            "HTTP/1.1 200 OK",
            "Content-Type: application/octet-stream",
            "Content-Length: " + LARGE.length)
        .bytes(LARGE);
  }

  // What has no block yet makes no bytes of an object.
  private static void codedThatBreaksOff(RawServer.Request request, RawServer.Wire wire)
      throws IOException {
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, (byte) 0xff, (byte) 0xff, 0, 0, 1, 2};
    wire.head(
            "HTTP/1.1 200 OK",
            "Content-Type: application/octet-stream",
            "Content-Encoding: zstd",
            "Content-Length: 9000")
        .bytes(skippable);
  }

  private void assertAnotherRelayTakesTheObjectOver(
      RawServer.Script script, TransferLimits limits, long vain) throws IOException {
    try (RawServer bad = new RawServer(answering(200, "bytes"));
        RawServer good = new RawServer(RelayChoiceTest::large);
        Vault vault = Vault.open(StorePlaces.in(folder), Clock.systemUTC());
        PartialObject into = vault.objects().partial(Sha256.of(LARGE), LARGE.length)) {
      RelayChoice choice =
          new RelayChoice(List.of(base(bad), base(good)), limits, Optional::empty, () -> 0);
      choice.fetchCatalog(Optional.empty());
      bad.become(script);

      assertThat(choice.fetchObject(into))
          .isEqualTo(new ObjectAnswer.Delivered(vain + LARGE.length));
      into.restart();
      assertThat(choice.fetchObject(into)).isEqualTo(new ObjectAnswer.Delivered(LARGE.length));

      assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
      assertThat(objectsAskedOf(bad)).as("the second time it is asked last").isEqualTo(1);
    }
  }

  @Test
  void relayThatBringsAnObjectNoFurther_isAway_whateverBytesItSent() throws IOException {
    assertAnotherRelayTakesTheObjectOver(RelayChoiceTest::codedThatBreaksOff, QUICK, 10);
  }

  @Test
  void relayThatHangs_isAwayToo() throws IOException {
    TransferLimits impatient =
        new TransferLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            1,
            Duration.ofSeconds(20),
            4096,
            1 << 20,
            1,
            Duration.ZERO);
    assertAnotherRelayTakesTheObjectOver((request, wire) -> wire.stall(), impatient, 0);
  }

  @Test
  void relayThatBroughtAnObjectFurther_isAskedForItsRest() throws IOException {
    try (RawServer halting = new RawServer(answering(200, "bytes"));
        RawServer other = new RawServer(RelayChoiceTest::large);
        Vault vault = Vault.open(StorePlaces.in(folder), Clock.systemUTC());
        PartialObject into = vault.objects().partial(Sha256.of(LARGE), LARGE.length)) {
      RelayChoice choice =
          new RelayChoice(List.of(base(halting), base(other)), QUICK, Optional::empty, () -> 0);
      choice.fetchCatalog(Optional.empty());
      halting.become(
          (request, wire) ->
              wire.head(
                      "HTTP/1.1 200 OK",
                      "Content-Type: application/octet-stream",
                      "Content-Length: " + LARGE.length)
                  .bytes(new byte[70_000]));

      assertThat(choice.fetchObject(into))
          .isInstanceOfSatisfying(
              ObjectAnswer.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));

      assertThat(into.length()).isEqualTo(70_000);
      assertThat(objectsAskedOf(other)).isZero();
    }
  }

  @Test
  void relayThatWasAway_isAskedAfterAll_ifNobodyElseHasTheObject() throws IOException {
    try (RawServer back = new RawServer(answering(200, "bytes"));
        RawServer empty = new RawServer(answering(404, ""));
        Vault vault = Vault.open(StorePlaces.in(folder), Clock.systemUTC())) {
      RelayChoice choice =
          new RelayChoice(List.of(base(back), base(empty)), QUICK, Optional::empty, () -> 0);
      choice.fetchCatalog(Optional.empty());
      back.become(answering(503, ""));
      assertThat(fetch(choice, vault, "object"))
          .isInstanceOfSatisfying(
              ObjectAnswer.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
      back.become(answering(200, "object"));

      assertThat(fetch(choice, vault, "object")).isEqualTo(new ObjectAnswer.Delivered(6));

      assertThat(objectsAskedOf(empty)).isEqualTo(2);
    }
  }

  @Test
  void relayInUse_staysSo_untilTheNextAnswerIsIn() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    RawServer.Script slow =
        (request, wire) -> {
          asked.countDown();
          try {
            answered.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          answering(503, "").answer(request, wire);
        };
    try (RawServer out = new RawServer(answering(503, ""));
        RawServer good = new RawServer(answering(200, "bytes"))) {
      RelayChoice choice = new RelayChoice(List.of(base(out), base(good)), QUICK);
      choice.fetchCatalog(Optional.empty());
      out.become(slow);

      CompletableFuture<CatalogAnswer> next =
          CompletableFuture.supplyAsync(() -> choice.fetchCatalog(Optional.empty()));
      assertThat(asked).satisfies(CountDownLatch::await);

      assertThat(choice.address()).contains(good.base());
      answered.countDown();
      assertThat(next.join()).isInstanceOf(CatalogAnswer.Fetched.class);
      assertThat(choice.address()).contains(good.base());
    }
  }

  @Test
  void nobodyThatAnswers_leavesTheFirstRelaysRefusal() {
    try (RawServer out = new RawServer(answering(503, ""));
        RawServer empty = new RawServer(answering(404, ""))) {
      RelayChoice choice = new RelayChoice(List.of(base(out), base(empty)), QUICK);

      assertThat(choice.fetchCatalog(Optional.empty()))
          .isInstanceOfSatisfying(
              CatalogAnswer.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
      assertThat(choice.address()).contains(out.base());
    }
  }
}
