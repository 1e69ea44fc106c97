package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.publishing.entity.AuthorityView.State;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.PublishOutcome.Refused;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook of docs/anchor-rotation.md at a source, with an agent that follows. */
class AuthoritiesTest {

  @TempDir Path dir;
  private TestSource test;
  private Vault agent;
  private TrustAnchors operator;

  @BeforeEach
  void open() throws IOException {
    test = new TestSource(dir.resolve("source"));
    agent =
        Vault.open(StorePlaces.in(dir.resolve("agent")), Clock.fixed(test.now(), ZoneOffset.UTC));
    operator = test.source().anchors();
  }

  @AfterEach
  void close() throws IOException {
    agent.close();
    test.close();
  }

  private Path key(String name) {
    return dir.resolve("source/keys").resolve(name);
  }

  private void toTheSafe(String name) throws IOException {
    Files.createDirectories(dir.resolve("safe"));
    for (String end : List.of(".p12", ".password")) {
      Files.move(key(name + end), dir.resolve("safe").resolve(name + end));
    }
  }

  private void fromTheSafe(String name) throws IOException {
    for (String end : List.of(".p12", ".password")) {
      Files.move(dir.resolve("safe").resolve(name + end), key(name + end));
    }
  }

  private SourceAuthorities authorities() {
    return test.source().authorities();
  }

  private List<AuthorityView> list() throws IOException {
    return authorities().list().authorities();
  }

  private Sha256 the(State state) throws IOException {
    return list().stream()
        .filter(authority -> authority.state() == state)
        .findFirst()
        .orElseThrow()
        .fingerprint();
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

  private void assertFollows(long number) {
    RunOutcome outcome = update();
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(agent.anchors().standing(operator).number()).isEqualTo(number);
  }

  private static StatusCode refusal(PublishOutcome outcome) {
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).code();
  }

  @Test
  void firstStart_makesAnAuthorityAStandbyAndTheFirstBundle() throws IOException {
    assertThat(key("authority.p12")).exists();
    assertThat(key("standby.p12")).exists();
    assertThat(key("anchors/1.json")).exists();
    assertThat(operator.number()).isEqualTo(1);
    assertThat(operator.threshold()).isEqualTo(1);
    assertThat(operator.certificates()).hasSize(2);
    assertThat(list())
        .extracting(AuthorityView::state)
        .containsExactlyInAnyOrder(State.ACTIVE, State.INTRODUCED);
    assertThat(list()).allMatch(AuthorityView::atHand);
    assertThat(dir.resolve("source/anchors.pem")).hasBinaryContent(operator.pem());
  }

  @Test
  void standbyInTheSafe_isNotMadeAnew() throws IOException {
    toTheSafe("standby");
    test.restart();

    assertThat(key("standby.p12")).doesNotExist();
    assertThat(test.source().anchors()).isEqualTo(operator);
    assertThat(list()).filteredOn(AuthorityView::atHand).hasSize(1);
  }

  @Test
  void catalog_namesTheNewestLinkAsAnObject() throws IOException {
    test.offer("pattern.scan", "1.0", "one");

    Sha256 named = test.catalog().anchors().orElseThrow().sha256();

    assertThat(test.source().find(named).orElseThrow())
        .hasBinaryContent(authorities().link(1).orElseThrow());
    assertFollows(1);
  }

  @Test
  void rollOver_isFollowedStepByStepAndAtOnce() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    Sha256 old = the(State.ACTIVE);
    assertThat(authorities().introduce(test.now())).isInstanceOf(Published.class);
    assertFollows(2);
    Sha256 standby = the(State.INTRODUCED);

    assertThat(authorities().activate(standby, test.now())).isEqualTo(new Published(3, 1, 0, 1));
    assertFollows(2);
    assertThat(authorities().retire(old, test.now())).isInstanceOf(Published.class);
    assertFollows(3);

    assertThat(the(State.ACTIVE)).isEqualTo(standby);
    assertThat(the(State.RETIRED)).isEqualTo(old);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void agentThatWasOffMeanwhile_catchesUp() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    for (int i = 0; i < 2; i++) {
      Sha256 old = the(State.ACTIVE);
      authorities().introduce(test.now());
      authorities().activate(the(State.INTRODUCED), test.now());
      authorities().retire(old, test.now());
      test.pass(Duration.ofDays(1));
    }

    assertFollows(5);
  }

  @Test
  void lossOfTheKeyThatSigns_isMadeGoodByTheStandby() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    assertFollows(1);
    Sha256 lost = the(State.ACTIVE);
    toTheSafe("standby");
    Files.delete(key("authority.p12"));
    fromTheSafe("standby");
    test.restart();

    assertThat(the(State.ACTIVE)).isNotEqualTo(lost);
    assertThat(test.source().due(test.now())).isEqualTo(new Published(2, 1, 0, 1));
    assertFollows(1);
    assertThat(authorities().introduce(test.now())).isInstanceOf(Published.class);
    assertThat(authorities().retire(lost, test.now())).isInstanceOf(Published.class);
    assertFollows(3);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void storeRestoredFromAnOldBackup_goesOnInANewEpoch() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.offer("pattern.scan", "1.1", "two");
    assertFollows(1);
    test.close();
    try (var files = Files.walk(dir.resolve("source"))) {
      for (Path file :
          files
              .filter(f -> !f.toString().contains("/keys"))
              .sorted(Comparator.reverseOrder())
              .toList()) {
        if (!file.equals(dir.resolve("source"))) {
          Files.delete(file);
        }
      }
    }
    test = new TestSource(dir.resolve("source"));
    test.offer("pattern.scan", "1.0", "one");
    assertThat(update().code()).isEqualTo(StatusCode.ROLLBACK);

    assertThat(test.source().startEpoch(EpochOrder.next(), test.now()))
        .isInstanceOf(Published.class);
    assertFollows(1);
    assertThat(agent.state().held().get(0).version().text()).isEqualTo("1.0");
  }

  @Test
  void withAThresholdOfTwo_oneKeyAloneCanChangeNothing() throws IOException {
    SourceSettings two =
        TestSource.under(
            new SourceSettings.Authority(Optional.empty(), 2),
            TestSource.settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30)));
    test.use(two);
    test.restart();
    assertThat(test.source().anchors().threshold()).isEqualTo(2);
    assertThat(test.source().anchors().number()).isEqualTo(2);
    test.offer("pattern.scan", "1.0", "one");
    toTheSafe("standby");
    final TrustAnchors before = test.source().anchors();

    assertThat(refusal(authorities().introduce(test.now()))).isEqualTo(StatusCode.CONFLICT);
    assertThat(refusal(authorities().retire(the(State.INTRODUCED), test.now())))
        .isEqualTo(StatusCode.CONFLICT);

    assertThat(test.source().anchors()).isEqualTo(before);
    try (var keys = Files.newDirectoryStream(dir.resolve("source/keys"), "*.p12")) {
      assertThat(keys).hasSize(1);
    }
    fromTheSafe("standby");
    assertThat(authorities().introduce(test.now())).isInstanceOf(Published.class);
    assertFollows(3);
  }

  @Test
  void thresholdAboveTheNumberOfAuthorities_isNoStart() throws IOException {
    SourceSettings three =
        TestSource.under(
            new SourceSettings.Authority(Optional.empty(), 3),
            TestSource.settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30)));

    assertThat(
            Source.open(
                    StorePlaces.in(dir.resolve("other")),
                    Clock.fixed(test.now(), ZoneOffset.UTC),
                    () -> three)
                .code())
        .isEqualTo(StatusCode.BAD_REQUEST);
  }

  @Test
  void whatCannotBeDone_isRefusedAndLeavesTheAnchors() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    Sha256 stranger = Sha256.of(new byte[] {1});

    assertThat(refusal(authorities().activate(stranger, test.now())))
        .isEqualTo(StatusCode.NOT_FOUND);
    assertThat(refusal(authorities().retire(stranger, test.now()))).isEqualTo(StatusCode.NOT_FOUND);
    assertThat(refusal(authorities().retire(the(State.ACTIVE), test.now())))
        .isEqualTo(StatusCode.CONFLICT);
    toTheSafe("standby");
    assertThat(refusal(authorities().activate(the(State.INTRODUCED), test.now())))
        .isEqualTo(StatusCode.CONFLICT);

    assertThat(test.source().anchors()).isEqualTo(operator);
    assertThat(test.catalog().sequence()).isEqualTo(1);
  }

  @Test
  void linkThatWasForcedBeforeAKill_isPublishedByTheNextLook() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    assertFollows(1);
    authorities().introduce(test.now());
    Path link = dir.resolve("source/keys/anchors/2.json");
    byte[] forced = Files.readAllBytes(link);
    Files.delete(link);
    test.restart();
    test.offer("pattern.scan", "1.1", "two");
    assertThat(test.catalog().anchors().orElseThrow().number()).isEqualTo(1);
    Files.write(link, forced);
    test.restart();

    assertThat(test.source().due(test.now())).isInstanceOf(Published.class);

    assertThat(test.catalog().anchors().orElseThrow().number()).isEqualTo(2);
    assertFollows(2);
  }

  @Test
  void damagedNewestLink_isNoStart() throws IOException {
    test.close();
    Path link = dir.resolve("source/keys/anchors/1.json");
    byte[] good = Files.readAllBytes(link);
    Files.writeString(link, "{");

    assertThatThrownBy(() -> new TestSource(dir.resolve("source")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1.json");

    Files.write(link, good);
    test = new TestSource(dir.resolve("source"));
    assertThat(test.source().anchors()).isEqualTo(operator);
  }
}
