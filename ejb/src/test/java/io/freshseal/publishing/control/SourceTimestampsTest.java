package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.publishing.entity.AuthorityView.State;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.settings.entity.SourceSettings.Cosigning;
import io.freshseal.settings.entity.SourceSettings.Timestamps;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.TokenReview;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.control.cms.TimestampExchange;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the timestamps of a source come from, and what becomes of it where none come. */
class SourceTimestampsTest {

  private static final Instant START = TestSource.START;
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root of time"));
  private static final Identity TSA = TestPki.issue(ROOT, Wish.timestamps("TSA"));
  private static final Duration VALIDITY = Duration.ofDays(90);

  @TempDir Path dir;
  private TestSource test;

  @AfterEach
  void close() throws IOException {
    test.close();
  }

  private static SourceSettings settings(Timestamps timestamps, Optional<URI> authority) {
    SourceSettings plain = TestSource.settings(VALIDITY, Duration.ofDays(30), Duration.ofDays(30));
    return TestSource.beside(new Cosigning(timestamps, authority, Optional.empty(), false), plain);
  }

  private void open(SourceSettings settings) throws IOException {
    test = new TestSource(dir.resolve("source"), settings);
  }

  private CatalogEntry entry(String id) {
    return test.source().snapshot().orElseThrow().find(new ComponentId(id)).orElseThrow();
  }

  private byte[] file(String id) throws IOException {
    return Files.readAllBytes(test.source().find(entry(id).signature().sha256()).orElseThrow());
  }

  private Verdict<SignatureFacts> judge(String id, TrustAnchors anchors, Instant now)
      throws IOException {
    CatalogEntry entry = entry(id);
    TrustPolicy policy =
        new TrustPolicy(
            RevocationRule.MISSING_TOLERATED, TimestampRule.TIMESTAMPED, PostQuantumRule.CLASSICAL);
    return new SignatureJudge()
        .judge(
            file(id),
            new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
            new JudgeContext(new TrustBasis(anchors, policy), Revocations.none(), now));
  }

  private Optional<Instant> timestamp(String id) throws IOException {
    return judge(id, test.source().anchors(), test.now())
        .toOptional()
        .orElseThrow()
        .basis()
        .timestamp();
  }

  private Sha256 the(State state) throws IOException {
    return test.source().authorities().list().authorities().stream()
        .filter(authority -> authority.state() == state)
        .map(AuthorityView::fingerprint)
        .findFirst()
        .orElseThrow();
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> all = Files.walk(dir.resolve("source"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches(".*(\\.part|\\.tmp|~)"))
          .toList();
    }
  }

  @Test
  void authorityThatFails_leavesFilesWithoutATokenAndIsToldOnce() throws IOException {
    try (TestAuthority authority =
        new TestAuthority((exchange, request) -> exchange.sendResponseHeaders(500, -1))) {
      open(settings(Timestamps.ELSEWHERE, Optional.of(authority.address())));
      SourceReport report = new SourceReport("primary");

      test.offer("pattern.a", "1.0", "one");
      Optional<SystemEvent> told =
          report.timestamps(test.source().timestamps().outage(), test.now());
      test.offer("pattern.b", "1.0", "two");

      assertThat(timestamp("pattern.a")).isEmpty();
      assertThat(timestamp("pattern.b")).isEmpty();
      assertThat(authority.requests()).isEqualTo(1);
      assertThat(told.orElseThrow().type()).isEqualTo(EventType.TIMESTAMPS_MISSING);
      assertThat(report.timestamps(test.source().timestamps().outage(), test.now())).isEmpty();
      OfferCheck.assertConsistent(test.source(), test.now());
      assertThat(leftOvers()).isEmpty();
    }
  }

  @Test
  void authorityThatIsBack_isAskedAfterItsRestAndItsReturnIsTold() throws IOException {
    try (TestAuthority authority =
        new TestAuthority((exchange, request) -> exchange.sendResponseHeaders(500, -1))) {
      open(settings(Timestamps.ELSEWHERE, Optional.of(authority.address())));
      SourceReport report = new SourceReport("primary");
      test.offer("pattern.a", "1.0", "one");
      report.timestamps(test.source().timestamps().outage(), test.now());
      test.pass(HttpTimestamping.REST);
      authority.answering(TestAuthority.good(TSA, test.now()));

      test.source().renew(Optional.empty(), test.now());

      assertThat(timestamp("pattern.a")).contains(test.now());
      SystemEvent back =
          report.timestamps(test.source().timestamps().outage(), test.now()).orElseThrow();
      assertThat(back.type()).isEqualTo(EventType.TIMESTAMPS_BACK);
      assertThat(report.timestamps(test.source().timestamps().outage(), test.now())).isEmpty();
      OfferCheck.assertConsistent(test.source(), test.now());
    }
  }

  @Test
  void tokenOfAnAuthorityElsewhere_outlivesTheCertificateForReadersWhoKnowIt() throws IOException {
    try (TestAuthority authority = new TestAuthority(TestAuthority.good(TSA, START))) {
      open(settings(Timestamps.ELSEWHERE, Optional.of(authority.address())));
      test.offer("pattern.a", "1.0", "one");
      byte[] pem =
          (new String(test.source().anchors().pem()) + TestPki.pem(ROOT.certificate())).getBytes();
      TrustAnchors both = TrustAnchors.parse(pem).toOptional().orElseThrow();

      Verdict<SignatureFacts> later =
          judge("pattern.a", both, START.plus(VALIDITY).plusSeconds(60));

      assertThat(later.toOptional().orElseThrow().basis().dates())
          .isEqualTo(TimestampRule.TIMESTAMPED);
      assertThat(test.source().timestamps().answer(new byte[0], START)).isEmpty();
    }
  }

  @Test
  void builtInAuthority_followsARollOverWithoutARestart() throws IOException {
    open(settings(Timestamps.BUILT_IN, Optional.empty()));
    test.offer("pattern.a", "1.0", "one");
    Sha256 old = the(State.ACTIVE);

    test.source().authorities().activate(the(State.INTRODUCED), test.now());
    test.source().authorities().retire(old, test.now());

    Instant later = test.now().plus(VALIDITY).plusSeconds(60);
    TrustAnchors present = test.source().anchors();
    assertThat(present.certificates()).hasSize(1);
    assertThat(judge("pattern.a", present, later).toOptional().orElseThrow().basis().dates())
        .isEqualTo(TimestampRule.TIMESTAMPED);
    byte[] request = TimestampExchange.request(Sha256.of(file("pattern.a")).bytes());
    byte[] answer = test.source().timestamps().answer(request, test.now()).orElseThrow();
    assertThat(
            TokenReview.refuses(
                TimestampExchange.token(request, answer).orElseThrow(),
                file("pattern.a"),
                Optional.of(present),
                test.now()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"KEY_COMPROMISE, false", "SUPERSEDED, true"})
  void revocation_countsForOldTimestampsLongAfterTheCertificateHasExpired(
      RevocationReason reason, boolean accepted) throws IOException {
    open(settings(Timestamps.BUILT_IN, Optional.empty()));
    test.offer("pattern.a", "1.0", "one");
    CatalogEntry old = entry("pattern.a");
    byte[] file = file("pattern.a");
    test.pass(Duration.ofDays(1));
    BigInteger serial =
        new BigInteger(
            test.source().revocations().inUse(test.now()).get(1).certificate().serialNumber(), 16);
    test.source().revocations().revoke(new RevocationOrder(serial, reason), test.now());
    test.pass(Duration.ofDays(400));
    test.source().due(test.now());
    test.offer("pattern.b", "1.0", "two");

    Revocations lists = lists();

    assertThat(lists.lists()).allMatch(list -> list.find(serial).isPresent());
    TrustPolicy policy =
        new TrustPolicy(
            RevocationRule.REQUIRED, TimestampRule.TIMESTAMPED, PostQuantumRule.CLASSICAL);
    Verdict<SignatureFacts> verdict =
        new SignatureJudge()
            .judge(
                file,
                new ExpectedSignature(old.id(), old.version(), old.sha256()),
                new JudgeContext(
                    new TrustBasis(test.source().anchors(), policy), lists, test.now()));
    assertThat(verdict.toOptional().isPresent()).isEqualTo(accepted);
  }

  private Revocations lists() throws IOException {
    List<byte[]> ders = new ArrayList<>();
    for (ObjectEntry named : test.catalog().crls()) {
      ders.add(Files.readAllBytes(test.source().find(named.sha256()).orElseThrow()));
    }
    return Revocations.parse(ders).toOptional().orElseThrow();
  }

  @Test
  void builtInAuthority_keepsItsKeyWhileNothingIsRolledOver() throws IOException {
    open(settings(Timestamps.BUILT_IN, Optional.empty()));
    byte[] request = TimestampExchange.request(Sha256.of(new byte[1]).bytes());

    assertThat(signer(request)).isEqualTo(signer(request));
  }

  private CmsEnvelope envelope(byte[] token) {
    return CmsEnvelopes.parseTimestamp(token).toOptional().orElseThrow().envelope();
  }

  private X509Certificate signer(byte[] request) {
    byte[] answer = test.source().timestamps().answer(request, test.now()).orElseThrow();
    return envelope(TimestampExchange.token(request, answer).orElseThrow())
        .signers()
        .get(0)
        .certificate()
        .orElseThrow();
  }
}
