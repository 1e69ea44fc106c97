package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.freshseal.agent.TestAgent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.member.entity.Reply.Failed;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a computer believes to be its manager, and what an answer may cost. */
class ManagerClientTest {

  // Long past, and for another name: the pin decides, and nothing else.
  private static final Identity TLS =
      TestPki.selfSigned(
          Wish.signer("manager.example")
              .valid(TestPki.NOW.minusSeconds(86_400L * 4000), TestPki.NOW.minusSeconds(86_400)));
  private static final Identity OTHER = TestPki.selfSigned(Wish.signer("stranger.example"));
  private static final String ANCHORS =
      TestPki.pem(TestPki.selfSigned(Wish.root("anchor")).certificate());

  private final ManagerClient client = new ManagerClient(TestAgent.QUICK);

  private static Sha256 digest(Identity identity) {
    try {
      return Sha256.of(identity.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ManagerAddress at(String address) {
    return ManagerAddress.parse(address).toOptional().orElseThrow();
  }

  private Reply<Enrolment> enrol(TestManager manager, EnrolmentToken token) {
    return client.enrol(
        at(manager.address()), token, new JoinRequest(Examples.FACTS, Optional.empty()));
  }

  private static Membership member(String address, Set<Sha256> pins) {
    return new Membership(
        at(address).uri(),
        UUID.randomUUID(),
        TestManager.KEY,
        new ComputerName("web-01"),
        Optional.empty(),
        pins,
        Optional.empty());
  }

  private Reply<HeartbeatAnswer> beat(String address, Set<Sha256> pins) {
    return client.heartbeat(member(address, pins), Examples.heartbeat(Optional.empty()));
  }

  private static <T> T given(Reply<T> reply) {
    return reply.fold(
        value -> value,
        failed -> {
          throw new AssertionError(failed.sentence().english());
        });
  }

  private static <T> Failed<T> failed(Reply<T> reply) {
    return reply.fold(
        value -> {
          throw new AssertionError("an answer was taken: " + value);
        },
        failed -> failed);
  }

  @Test
  void pinnedCertificate_isBelievedWhateverItsNameAndDates() {
    try (TestManager manager = TestManager.tls(TLS, ANCHORS)) {
      Enrolment enrolment = given(enrol(manager, manager.token(Optional.of(digest(TLS)))));

      assertThat(enrolment.id()).isEqualTo(manager.id());
      assertThat(enrolment.anchors()).isEqualTo(ANCHORS);
      assertThat(manager.enrolled()).contains(Examples.FACTS);
      assertThat(manager.secrets()).allMatch(secret -> secret.startsWith("Bearer fse_"));
    }
  }

  @Test
  void otherCertificate_isRefusedBeforeTheSecretIsSent() {
    try (TestManager manager = TestManager.tls(OTHER, ANCHORS)) {
      Failed<Enrolment> refused = failed(enrol(manager, manager.token(Optional.of(digest(TLS)))));

      assertThat(refused.code()).isEqualTo(StatusCode.MANAGER_UNTRUSTED);
      assertThat(refused.sentence().english()).contains(digest(OTHER).hex());
      assertThat(refused.answered()).isFalse();
      assertThat(manager.secrets()).isEmpty();
    }
  }

  @Test
  void tokenWithoutCertificate_isOfNoUseToAManagerWithTls() {
    try (TestManager manager = TestManager.tls(TLS, ANCHORS)) {
      Failed<Enrolment> refused = failed(enrol(manager, manager.token(Optional.empty())));

      assertThat(refused.code()).isEqualTo(StatusCode.BAD_REQUEST);
      assertThat(manager.secrets()).isEmpty();
    }
  }

  @Test
  void otherAnchorsThanTheTokenNames_areRefused() {
    String others = TestPki.pem(OTHER.certificate());
    try (TestManager between = TestManager.plain(others);
        TestManager meant = TestManager.plain(ANCHORS)) {
      Failed<Enrolment> refused = failed(enrol(between, meant.token(Optional.empty())));

      assertThat(refused.code()).isEqualTo(StatusCode.MANAGER_UNTRUSTED);
      assertThat(refused.sentence().english())
          .contains(Sha256.of(others.getBytes(StandardCharsets.UTF_8)).hex());
    }
  }

  @Test
  void newCertificate_isTakenFromAnAnswerThatNamesThePresentOneToo() {
    try (TestManager manager = TestManager.tls(TLS, ANCHORS)) {
      Set<Sha256> both = Set.of(digest(TLS), digest(OTHER));
      Membership member =
          new Membership(
              at(manager.address()).uri(),
              manager.id(),
              TestManager.KEY,
              new ComputerName("web-01"),
              Optional.empty(),
              Set.of(digest(TLS)),
              Optional.empty());

      manager.certificates(both);
      assertThat(
              given(client.heartbeat(member, Examples.heartbeat(Optional.empty()))).certificates())
          .isEqualTo(both);
      manager.certificates(Set.of(digest(OTHER)));
      assertThat(
              given(client.heartbeat(member, Examples.heartbeat(Optional.empty()))).certificates())
          .as("would lock this computer out")
          .isEmpty();
      assertThat(manager.secrets()).allMatch(("Bearer " + TestManager.KEY)::equals);
    }
  }

  @Test
  void pinsThatChange_holdFromTheNextCallOn() {
    try (TestManager manager = TestManager.tls(TLS, ANCHORS)) {
      manager.becoming(e -> TestManager.send(e, 500, "text/plain", new byte[0]));
      assertThat(failed(beat(manager.address(), Set.of(digest(TLS)))).code())
          .isEqualTo(StatusCode.MANAGER_UNREACHABLE);
      assertThat(failed(beat(manager.address(), Set.of(digest(OTHER)))).code())
          .isEqualTo(StatusCode.MANAGER_UNTRUSTED);
      assertThat(failed(beat(manager.address(), Set.of(digest(TLS)))).code())
          .isEqualTo(StatusCode.MANAGER_UNREACHABLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHENTICATED, true",
    "403, FORBIDDEN, true",
    "404, MANAGER_BAD_ANSWER, true",
    "302, MANAGER_BAD_ANSWER, true",
    "500, MANAGER_UNREACHABLE, false",
    "503, MANAGER_UNREACHABLE, false"
  })
  void statusWithoutAWord_isToldByItsNumber(int status, StatusCode code, boolean answered) {
    try (TestManager manager = TestManager.plain(ANCHORS)) {
      manager.becoming(
          exchange -> {
            exchange.getResponseHeaders().set("Location", manager.address() + "/elsewhere");
            TestManager.send(exchange, status, "text/plain", "no".getBytes());
          });

      Failed<HeartbeatAnswer> refused = failed(beat(manager.address(), Set.of()));

      assertThat(refused.code()).isEqualTo(code);
      assertThat(refused.answered()).isEqualTo(answered);
      assertThat(refused.sentence().english()).contains("HTTP status " + status);
      assertThat(manager.secrets()).as("no redirect is followed").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, 7",
    "503, 0, 0",
    "503, 999999999, 999999999",
    "429, 9999999999, -1",
    "429, soon, -1",
    "429, -1, -1",
    "429, 'Fri, 31 Dec 1999 23:59:59 GMT', -1",
    "401, 7, -1",
    "500, 7, -1"
  })
  void timeToComeAgain_isReadOfWhoIsBusyAlone(int status, String after, long seconds) {
    try (TestManager manager = TestManager.plain(ANCHORS)) {
      manager.becoming(
          exchange -> {
            exchange.getResponseHeaders().set("Retry-After", after);
            TestManager.send(exchange, status, "text/plain", new byte[0]);
          });

      assertThat(failed(beat(manager.address(), Set.of())).again())
          .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }
  }

  @Test
  void problemDocument_becomesItsCodeAndAHarmlessSentence() {
    try (TestManager manager = TestManager.plain(ANCHORS)) {
      String problem =
          "{\"title\":\"x\",\"status\":409,\"code\":\"STATUS_CONFLICT\","
              + "\"detail\":\"used\\u001b[2J up\"}";
      manager.becoming(e -> problem(e, 409, problem));

      Failed<HeartbeatAnswer> refused = failed(beat(manager.address(), Set.of()));

      assertThat(refused.code()).isEqualTo(StatusCode.CONFLICT);
      assertThat(refused.sentence().english())
          .isEqualTo("The manager refuses with HTTP status 409: used?[2J up");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"code\":\"STATUS_OK\"}", "{}", "{\"code\":\"NEW\"}"})
  void problemWithoutAReasonOfUse_isStillARefusal(String problem) {
    try (TestManager manager = TestManager.plain(ANCHORS)) {
      manager.becoming(e -> problem(e, 401, problem));

      assertThat(failed(beat(manager.address(), Set.of())).code())
          .isEqualTo(StatusCode.UNAUTHENTICATED);
    }
  }

  private static void problem(HttpExchange exchange, int status, String json) throws IOException {
    TestManager.send(
        exchange, status, "application/problem+json", json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"text/html, <html>log in</html>", "application/json, <html>", "application/json, {}"})
  void whatIsNoAnswerOfTheFormat_isRefused(String type, String body) {
    try (TestManager manager = TestManager.plain(ANCHORS)) {
      manager.becoming(e -> TestManager.send(e, 200, type, body.getBytes()));

      assertThat(failed(beat(manager.address(), Set.of())).code())
          .isEqualTo(StatusCode.MANAGER_BAD_ANSWER);
    }
  }

  @Test
  void endlessAnswer_isCutAtItsBound() {
    try (RawServer server =
        new RawServer(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK", "Content-Type: application/json");
              wire.flood(new byte[8192]);
            })) {
      Failed<HeartbeatAnswer> refused = failed(beat(server.base(), Set.of()));

      assertThat(refused.code()).isEqualTo(StatusCode.MANAGER_BAD_ANSWER);
      assertThat(refused.sentence().english()).contains("" + HeartbeatAnswerJson.MAX_BYTES);
    }
  }

  @Test
  void endlessHeaders_areCutAtTheirBound() {
    try (RawServer server =
        new RawServer(
            (request, wire) -> {
              wire.text("HTTP/1.1 200 OK\r\nX-Long: ");
              wire.flood("a".repeat(8192).getBytes());
            })) {
      assertThat(failed(beat(server.base(), Set.of())).code())
          .isIn(StatusCode.MANAGER_BAD_ANSWER, StatusCode.MANAGER_UNREACHABLE);
    }
  }

  @Test
  void slowAnswer_isGivenUp() {
    try (RawServer server =
        new RawServer(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK", "Content-Type: application/json");
              wire.stall();
            })) {
      long start = System.nanoTime();

      assertThat(failed(beat(server.base(), Set.of())).code())
          .isEqualTo(StatusCode.MANAGER_UNREACHABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void managerThatIsAway_isUnreachable() {
    String address;
    try (TestManager gone = TestManager.plain(ANCHORS)) {
      address = gone.address();
    }

    Failed<HeartbeatAnswer> refused = failed(beat(address, Set.of()));

    assertThat(refused.code()).isEqualTo(StatusCode.MANAGER_UNREACHABLE);
    assertThat(refused.answered()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://manager.example",
        "http://10.0.0.1:8080",
        "http://127.0.0.1.example",
        "http://localhost.example",
        "ftp://127.0.0.1",
        "https://user:password@manager.example",
        "manager.example",
        ""
      })
  void addressWhereSomebodyCouldStandInBetween_isNone(String text) {
    assertThat(ManagerAddress.parse(text).code()).isEqualTo(StatusCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://localhost",
        "http://[::1]:8080",
        "https://manager.example:8443"
      })
  void addressByTlsOrOnThisMachine_isOne(String text) {
    assertThat(ManagerAddress.parse(text).toOptional().map(ManagerAddress::uri))
        .contains(URI.create(text + "/api/v1"));
  }

  @Test
  void connectionThatIdled_isNotUsedAgain() {
    AtomicLong ticks = new AtomicLong();
    ManagerClient patient = new ManagerClient(TestAgent.QUICK, ticks::get);
    Queue<Integer> ports = new ConcurrentLinkedQueue<>();
    try (TestManager manager = TestManager.plain(ANCHORS)) {
      manager.becoming(
          exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            problem(exchange, 409, "{}");
          });
      Membership member = member(manager.address(), Set.of());
      patient.heartbeat(member, Examples.heartbeat(Optional.empty()));
      ticks.addAndGet(Duration.ofSeconds(9).toNanos());
      patient.heartbeat(member, Examples.heartbeat(Optional.empty()));
      ticks.addAndGet(Duration.ofMinutes(10).toNanos());
      patient.heartbeat(member, Examples.heartbeat(Optional.empty()));
    }

    assertThat(ports).hasSize(3);
    assertThat(Set.copyOf(ports)).hasSize(2);
  }
}
