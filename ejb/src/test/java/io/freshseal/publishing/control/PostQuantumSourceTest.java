package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.publishing.entity.AuthorityView.State;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.PublishOutcome.Refused;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.settings.entity.SourceSettings.Cosigning;
import io.freshseal.settings.entity.SourceSettings.Timestamps;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.control.AnchorSigning;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SignatureBasis.PostQuantum;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that signs with two keys, and an agent that asks for both. */
class PostQuantumSourceTest {

  @TempDir Path dir;
  private TestSource test;
  private Vault agent;
  private TrustAnchors operator;

  @BeforeEach
  void open() throws IOException {
    test = new TestSource(dir.resolve("source"), settings(true, 1));
    agent =
        Vault.open(StorePlaces.in(dir.resolve("agent")), Clock.fixed(test.now(), ZoneOffset.UTC));
    operator = test.source().anchors();
  }

  @AfterEach
  void close() throws IOException {
    agent.close();
    test.close();
  }

  private static SourceSettings settings(boolean postQuantum, int threshold) {
    SourceSettings plain =
        TestSource.settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30));
    return TestSource.beside(
        Cosigning.of(Timestamps.OFF, postQuantum),
        TestSource.under(new SourceSettings.Authority(Optional.empty(), threshold), plain));
  }

  private static TrustPolicy policy(PostQuantumRule rule) {
    return new TrustPolicy(RevocationRule.REQUIRED, TimestampRule.STRICT, rule);
  }

  private RunOutcome update(PostQuantumRule rule) {
    return new Replicator(agent, new CatalogJudge(), new SignatureJudge(), Runnable::run)
        .run(
            new RunRequest(
                new SourceReader(test),
                new TrustBasis(operator, policy(rule)),
                test.now(),
                RunPolicy.agent(),
                RunListener.SILENT));
  }

  private void assertFollowsUnderBoth(long number) {
    RunOutcome outcome = update(PostQuantumRule.BOTH);
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(outcome.accepted().values())
        .isNotEmpty()
        .allMatch(facts -> facts.basis().postQuantum() == PostQuantum.HELD);
    assertThat(agent.anchors().standing(operator).number()).isEqualTo(number);
  }

  private SourceAuthorities authorities() {
    return test.source().authorities();
  }

  private List<AuthorityView> list() throws IOException {
    return authorities().list().authorities();
  }

  private List<Sha256> roots(State state) throws IOException {
    return list().stream()
        .filter(authority -> authority.postQuantum() && authority.state() == state)
        .map(AuthorityView::fingerprint)
        .toList();
  }

  private Sha256 classical(State state) throws IOException {
    return list().stream()
        .filter(authority -> !authority.postQuantum() && authority.state() == state)
        .map(AuthorityView::fingerprint)
        .findFirst()
        .orElseThrow();
  }

  private CatalogEntry entry() {
    return test.source()
        .snapshot()
        .flatMap(snapshot -> snapshot.find(new ComponentId("pattern.scan")))
        .orElseThrow();
  }

  private byte[] file(Sha256 digest) throws IOException {
    return Files.readAllBytes(test.source().find(digest).orElseThrow());
  }

  @Test
  void whatIsPublished_isHeldByBothSignaturesAtAnAgentThatAsksForBoth() throws IOException {
    test.offer("pattern.scan", "1.0", "one");

    assertFollowsUnderBoth(1);
    test.offer("pattern.scan", "1.1", "two");
    assertFollowsUnderBoth(1);
    assertThat(test.source().renew(Optional.empty(), test.now())).isInstanceOf(Published.class);
    assertFollowsUnderBoth(1);

    assertThat(agent.state().held()).containsExactly(entry());
  }

  @Test
  void link_carriesThePostQuantumRootAndIsSignedByClassicalKeysAlone() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    assertFollowsUnderBoth(1);
    authorities().introduce(test.now());

    TrustAnchors linked =
        AnchorLinkJson.parse(authorities().link(2).orElseThrow())
            .toOptional()
            .orElseThrow()
            .anchors();

    assertThat(linked.certificates()).hasSize(4);
    assertThat(AnchorSigning.keys(linked.certificates())).hasSize(3);
    assertFollowsUnderBoth(2);
  }

  @Test
  void rootThatSigns_isNeitherRetiredNorActivatedByOrder() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    Sha256 root = roots(State.ACTIVE).get(0);
    TrustAnchors before = test.source().anchors();

    assertThat(((Refused) authorities().retire(root, test.now())).code())
        .isEqualTo(StatusCode.CONFLICT);
    assertThat(((Refused) authorities().activate(root, test.now())).code())
        .isEqualTo(StatusCode.CONFLICT);

    assertThat(test.source().anchors()).isEqualTo(before);
    assertThat(list()).last().extracting(AuthorityView::postQuantum).isEqualTo(true);
    assertFollowsUnderBoth(1);
  }

  @Test
  void root_doesNotCountAsAKeyThatSignsBundles() throws IOException {
    test.close();
    test = new TestSource(dir.resolve("source"), settings(true, 2));
    operator = test.source().anchors();

    assertThat(((Refused) authorities().retire(classical(State.INTRODUCED), test.now())).code())
        .isEqualTo(StatusCode.CONFLICT);
    assertThat(test.source().anchors()).isEqualTo(operator);
  }

  @Test
  void restartAfterAnIntroduction_keepsTheBundleAsItIs() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    authorities().introduce(test.now());
    TrustAnchors before = test.source().anchors();

    test.restart();

    assertThat(test.source().anchors()).isEqualTo(before);
    assertThat(authorities().list().number()).isEqualTo(2);
  }

  @Test
  void rollOverOfTheClassicalAuthority_isFollowedUnderBoth() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    assertFollowsUnderBoth(1);
    Sha256 old = classical(State.ACTIVE);

    authorities().activate(classical(State.INTRODUCED), test.now());
    assertFollowsUnderBoth(1);
    authorities().retire(old, test.now());

    assertFollowsUnderBoth(2);
  }

  @Test
  void rotationOfTheRoot_isFollowedUnderBothAndTheOldOneRetires() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    assertFollowsUnderBoth(1);
    Sha256 old = roots(State.ACTIVE).get(0);
    for (String name : List.of("post-quantum.p12", "post-quantum.password")) {
      Files.move(dir.resolve("source/keys").resolve(name), dir.resolve(name));
    }

    test.restart();

    assertThat(roots(State.ACTIVE)).hasSize(1).doesNotContain(old);
    assertThat(roots(State.INTRODUCED)).containsExactly(old);
    assertThat(test.source().due(test.now())).isInstanceOf(Published.class);
    assertFollowsUnderBoth(2);
    assertThat(authorities().retire(old, test.now())).isInstanceOf(Published.class);
    assertFollowsUnderBoth(3);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void rootOfASourceThatSignsClassicallyAgain_mayRetire() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    assertFollowsUnderBoth(1);
    Sha256 root = roots(State.ACTIVE).get(0);
    test.use(settings(false, 1));
    test.restart();
    assertThat(test.source().renew(Optional.empty(), test.now())).isInstanceOf(Published.class);

    assertThat(authorities().retire(root, test.now())).isInstanceOf(Published.class);

    assertThat(roots(State.RETIRED)).containsExactly(root);
    assertThat(update(PostQuantumRule.BOTH).result()).isEqualTo(RunResult.FAILED);
    assertThat(update(PostQuantumRule.CLASSICAL).result()).isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void revokingTheClassicalTwin_isEnoughUnderEveryPolicy() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    CatalogEntry stolen = entry();
    byte[] file = file(stolen.signature().sha256());
    BigInteger twin =
        new BigInteger(
            test.source().revocations().inUse(test.now()).get(1).certificate().serialNumber(), 16);

    test.source()
        .revocations()
        .revoke(new RevocationOrder(twin, RevocationReason.KEY_COMPROMISE), test.now());

    List<RevocationList> lists = new ArrayList<>();
    for (var named : test.catalog().crls()) {
      lists.add(RevocationList.parse(file(named.sha256())).toOptional().orElseThrow());
    }
    for (PostQuantumRule rule : PostQuantumRule.values()) {
      JudgeContext reader =
          new JudgeContext(
              new TrustBasis(operator, policy(rule)), Revocations.of(lists), test.now());
      assertThat(
              new SignatureJudge()
                  .judge(
                      file,
                      new ExpectedSignature(stolen.id(), stolen.version(), stolen.sha256()),
                      reader)
                  .code())
          .as(rule.name())
          .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED);
      assertThat(update(rule).result()).isEqualTo(RunResult.COMPLETED);
    }
  }
}
