package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.publishing.entity.AuthorityView.State;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.PublishOutcome.Refused;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authorities of an operator's key store are rolled over in that file; an agent follows. */
class OperatorKeystoreTest {

  private static final String PASSWORD = "operator";
  private static final Identity OLD = TestPki.selfSigned(Wish.root("Old authority"));
  private static final Identity NEW = TestPki.selfSigned(Wish.root("New authority"));
  private static final Identity STRANGER = TestPki.selfSigned(Wish.root("Stranger"));

  @TempDir Path dir;
  private TestSource test;
  private Vault agent;
  private TrustAnchors operator;

  @BeforeEach
  void open() throws Exception {
    write(OLD);
    test = new TestSource(dir.resolve("source"), settings());
    agent =
        Vault.open(StorePlaces.in(dir.resolve("agent")), Clock.fixed(test.now(), ZoneOffset.UTC));
    operator = test.source().anchors();
    test.offer("pattern.scan", "1.0", "one");
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    test.close();
  }

  private Path keystore() {
    return dir.resolve("operator.p12");
  }

  private SourceSettings settings() {
    SourceSettings plain =
        TestSource.settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30));
    return TestSource.under(
        new SourceSettings.Authority(
            Optional.of(new Keystore(keystore(), new Secret(PASSWORD))), 1),
        plain);
  }

  // Under the aliases 0, 1 and so on.
  private void write(Identity... authorities) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < authorities.length; i++) {
      Certificate[] chain =
          TestPki.chain(authorities[i]).isEmpty()
              ? new Certificate[] {authorities[i].certificate()}
              : TestPki.chain(authorities[i]).toArray(Certificate[]::new);
      store.setKeyEntry("" + i, authorities[i].key(), PASSWORD.toCharArray(), chain);
    }
    try (OutputStream out = Files.newOutputStream(keystore())) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private void restartWith(Identity... authorities) throws Exception {
    write(authorities);
    test.restart();
    assertThat(test.source().due(test.now())).isInstanceOf(Published.class);
  }

  private RunOutcome update() {
    return new Replicator(agent, new CatalogJudge(), new SignatureJudge(), Runnable::run)
        .run(
            new RunRequest(
                new SourceReader(test),
                TrustBasis.of(operator),
                test.now(),
                RunPolicy.agent(),
                RunListener.SILENT));
  }

  private void assertFollows(long number, Identity... anchors) {
    RunOutcome outcome = update();
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.result()).isEqualTo(RunResult.COMPLETED);
    TrustAnchors standing = agent.anchors().standing(operator).anchors();
    assertThat(standing.number()).isEqualTo(number);
    assertThat(standing.certificates())
        .containsExactlyInAnyOrder(
            List.of(anchors).stream().map(Identity::certificate).toArray(X509Certificate[]::new));
  }

  private Sha256 active() throws Exception {
    return test.source().authorities().list().authorities().stream()
        .filter(authority -> authority.state() == State.ACTIVE)
        .map(AuthorityView::fingerprint)
        .findFirst()
        .orElseThrow();
  }

  private static Sha256 of(Identity authority) {
    return SigningAuthority.fingerprint(authority.certificate());
  }

  @Test
  void rollOver_isFollowedStepByStep() throws Exception {
    assertFollows(1, OLD);
    restartWith(OLD, NEW);
    assertThat(active()).isEqualTo(of(OLD));
    assertFollows(2, OLD, NEW);

    restartWith(NEW, OLD);
    assertThat(active()).isEqualTo(of(NEW));
    assertFollows(3, OLD, NEW);

    restartWith(NEW);
    assertFollows(4, NEW);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void agentThatWasOffMeanwhile_catchesUp() throws Exception {
    assertFollows(1, OLD);
    restartWith(OLD, NEW);
    restartWith(NEW, OLD);
    restartWith(NEW);

    assertFollows(4, NEW);
  }

  @Test
  void keystoreWithoutAnyKeyOfTheBundleBefore_startsAChainThatNobodyFollows() throws Exception {
    assertFollows(1, OLD);

    restartWith(STRANGER);

    assertThat(update().result()).isEqualTo(RunResult.FAILED);
    assertThat(agent.anchors().standing(operator).anchors()).isEqualTo(operator);
    operator = test.source().anchors();
    assertThat(operator.certificates()).containsExactly(STRANGER.certificate());
  }

  @Test
  void orders_areRefusedAndLeaveTheFileToItsOperator() throws Exception {
    restartWith(OLD, NEW);
    TrustAnchors before = test.source().anchors();

    assertThat(((Refused) test.source().authorities().activate(of(NEW), test.now())).code())
        .isEqualTo(StatusCode.CONFLICT);
    assertThat(((Refused) test.source().authorities().retire(of(NEW), test.now())).code())
        .isEqualTo(StatusCode.CONFLICT);
    assertThat(((Refused) test.source().authorities().introduce(test.now())).code())
        .isEqualTo(StatusCode.CONFLICT);

    assertThat(test.source().anchors()).isEqualTo(before);
    assertThat(active()).isEqualTo(of(OLD));
  }
}
