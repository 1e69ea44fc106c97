package io.freshseal.publishing.control;

import static io.freshseal.publishing.control.TestSource.START;
import static io.freshseal.publishing.control.TestSource.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Nothing;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageOutcome.Refused;
import io.freshseal.publishing.entity.StageOutcome.Staged;
import io.freshseal.publishing.entity.StageOutcome.Unchanged;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.LastVersions;
import io.freshseal.vault.entity.StorePlaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {

  private static final ComponentId SCAN = new ComponentId("pattern.scan");

  @TempDir Path dir;
  private TestSource test;

  @BeforeEach
  void open() throws IOException {
    test = new TestSource(dir.resolve("source"));
  }

  @AfterEach
  void close() throws IOException {
    test.close();
  }

  private CatalogEntry entry(String id) {
    return test.catalog().find(new ComponentId(id)).orElseThrow();
  }

  private static StatusCode refusal(StageOutcome outcome) {
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).code();
  }

  private static StatusCode refusal(PublishOutcome outcome) {
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    return ((PublishOutcome.Refused) outcome).code();
  }

  private long files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("source").resolve(folder))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void newSource_offersNothingAndPublishesNothing() {
    assertThat(test.source().snapshot()).isEmpty();
    assertThat(test.publish()).isEqualTo(new Nothing());
    assertThat(test.source().renew(Optional.empty(), test.now())).isEqualTo(new Nothing());
    assertThat(test.source().due(test.now())).isEqualTo(new Nothing());
    assertThat(test.source().snapshot()).isEmpty();
  }

  @Test
  void stagedComponent_isOfferedByTheNextPublish() throws IOException {
    assertThat(test.stage("pattern.scan", "1.0", "one")).isInstanceOf(Staged.class);
    assertThat(test.source().snapshot()).isEmpty();
    assertThat(test.source().staged()).hasSize(1);

    assertThat(test.publish()).isEqualTo(new Published(1, 1, 1, 0));

    assertThat(test.source().staged()).isEmpty();
    assertThat(entry("pattern.scan").signature().serial()).isEqualTo(1);
    assertThat(entry("pattern.scan").signature().expires())
        .isEqualTo(START.plus(Duration.ofDays(90)));
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void secondPublishWithNothingStaged_makesNoNewSequence() throws IOException {
    test.offer("pattern.scan", "1.0", "one");

    assertThat(test.publish()).isEqualTo(new Nothing());
    assertThat(test.catalog().sequence()).isEqualTo(1);
  }

  @Test
  void newVersion_replacesTheOldWhichIsStillServedToReadersCaughtInBetween() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.offer("pattern.scan", "1.1", "two");

    assertThat(test.catalog().sequence()).isEqualTo(2);
    assertThat(test.source().snapshot().orElseThrow().versions(SCAN))
        .extracting(CatalogEntry::version)
        .containsExactly(new ComponentVersion("1.1"), new ComponentVersion("1.0"));
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void sameVersionAndContent_isUnchangedWhetherStagedOrPublished() throws IOException {
    test.stage("pattern.scan", "1.0", "one");
    assertThat(test.stage("pattern.scan", "1.0", "one")).isInstanceOf(Unchanged.class);
    test.publish();

    assertThat(test.stage("pattern.scan", "1.0", "one")).isInstanceOf(Unchanged.class);
    assertThat(test.source().staged()).isEmpty();
  }

  @Test
  void otherContentUnderOneVersion_isAConflict() throws IOException {
    test.stage("pattern.scan", "1.0", "one");
    assertThat(refusal(test.stage("pattern.scan", "1.0", "uno"))).isEqualTo(StatusCode.CONFLICT);
    test.publish();
    assertThat(refusal(test.stage("pattern.scan", "1.0", "uno"))).isEqualTo(StatusCode.CONFLICT);

    assertThat(test.source().staged()).isEmpty();
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void otherKindUnderOneVersion_isAConflict() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    StageRequest engine =
        new StageRequest(SCAN, new ComponentVersion("1.0"), ComponentKind.ENGINE, Platform.ANY);

    assertThat(
            refusal(
                test.source()
                    .stage(engine, new ByteArrayInputStream("one".getBytes()), test.now())))
        .isEqualTo(StatusCode.CONFLICT);
  }

  @Test
  void olderVersion_isRollbackBeforeItsContentIsRead() throws IOException {
    test.offer("pattern.scan", "2.0", "two");
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("content of a refused version is read");
          }
        };

    assertThat(
            refusal(
                test.source().stage(TestSource.request("pattern.scan", "1.9"), unread, test.now())))
        .isEqualTo(StatusCode.ROLLBACK);
    assertThat(test.source().staged()).isEmpty();
  }

  @Test
  void versionOlderThanTheStagedOne_isRollback() throws IOException {
    test.stage("pattern.scan", "2.0", "two");

    assertThat(refusal(test.stage("pattern.scan", "1.9", "one"))).isEqualTo(StatusCode.ROLLBACK);
    assertThat(test.stage("pattern.scan", "2.1", "new")).isInstanceOf(Staged.class);
    test.publish();
    assertThat(entry("pattern.scan").version()).isEqualTo(new ComponentVersion("2.1"));
  }

  @Test
  void contentAboveTheBound_isTooLargeAndLeavesNothing() throws IOException {
    assertThat(test.stage("pattern.scan", "1.0", "x".repeat(1000))).isInstanceOf(Staged.class);
    long objects = files("objects");

    assertThat(refusal(test.stage("pattern.big", "1.0", "x".repeat(1001))))
        .isEqualTo(StatusCode.TOO_LARGE);
    assertThat(files("objects")).isEqualTo(objects);
    assertThat(files("staging")).isZero();
    assertThat(test.source().staged()).hasSize(1);
  }

  @Test
  void uploadThatBreaksOff_leavesNothing() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };

    assertThatThrownBy(
            () ->
                test.source().stage(TestSource.request("pattern.scan", "1.0"), broken, test.now()))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
    assertThat(files("staging")).isZero();
    assertThat(test.source().staged()).isEmpty();
  }

  @Test
  void staged_survivesARestartAndACollection() throws IOException {
    test.stage("pattern.scan", "1.0", "one");
    test.pass(Duration.ofDays(3));
    test.restart();
    test.source()
        .collectGarbage(
            Clock.systemUTC().instant(), Duration.ofSeconds(-1), LastVersions.FOR_DELTAS);

    assertThat(test.source().staged()).hasSize(1);
    assertThat(test.publish()).isEqualTo(new Published(1, 1, 1, 0));
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void stagedThatAgedWhileItWaited_isSignedAnewAtPublish() throws IOException {
    test.stage("pattern.scan", "1.0", "one");
    test.pass(Duration.ofDays(89));

    test.publish();

    assertThat(entry("pattern.scan").signature().serial()).isEqualTo(1);
    assertThat(entry("pattern.scan").signature().expires())
        .isEqualTo(test.now().plus(Duration.ofDays(90)));
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void damagedRecord_countsAsNotStaged() throws IOException {
    test.stage("pattern.scan", "1.0", "one");
    Files.writeString(dir.resolve("source/staged/pattern.scan.json"), "{");

    assertThat(test.source().staged()).isEmpty();
    assertThat(test.stage("pattern.scan", "1.0", "one")).isInstanceOf(Staged.class);
  }

  @Test
  void renewingOne_changesItsSignatureAlone() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.offer("rules.web", "1.0", "two");
    CatalogEntry scan = entry("pattern.scan");
    final CatalogEntry web = entry("rules.web");
    test.stage("rules.web", "1.1", "waits");
    test.pass(Duration.ofDays(1));

    assertThat(test.source().renew(Optional.of(SCAN), test.now()))
        .isEqualTo(new Published(3, 2, 0, 1));

    assertThat(entry("rules.web")).isEqualTo(web);
    assertThat(entry("pattern.scan").sha256()).isEqualTo(scan.sha256());
    assertThat(entry("pattern.scan").signature().serial()).isEqualTo(2);
    assertThat(entry("pattern.scan").signature().expires())
        .isEqualTo(test.now().plus(Duration.ofDays(90)));
    assertThat(test.source().staged()).hasSize(1);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void renewingAll_changesEverySignature() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.offer("rules.web", "1.0", "two");

    assertThat(test.source().renew(Optional.empty(), test.now()))
        .isEqualTo(new Published(3, 2, 0, 2));

    assertThat(test.catalog().components())
        .extracting(e -> e.signature().serial())
        .containsExactly(2L, 2L);
  }

  @Test
  void renewingWhatIsNotOffered_isNotFound() throws IOException {
    test.offer("pattern.scan", "1.0", "one");

    assertThat(refusal(test.source().renew(Optional.of(new ComponentId("other")), test.now())))
        .isEqualTo(StatusCode.NOT_FOUND);
    assertThat(test.catalog().sequence()).isEqualTo(1);
  }

  @Test
  void due_renewsWhatHasLessThanRenewBeforeLeft() throws IOException {
    test.use(settings(Duration.ofDays(90), Duration.ofDays(10), Duration.ofDays(300)));
    test.offer("pattern.scan", "1.0", "one");
    test.pass(Duration.ofDays(5));
    test.offer("rules.web", "1.0", "two");

    test.pass(Duration.ofDays(75));
    assertThat(test.source().due(test.now())).isEqualTo(new Nothing());
    test.pass(Duration.ofSeconds(1));
    assertThat(test.source().due(test.now())).isEqualTo(new Published(3, 2, 0, 1));

    assertThat(entry("pattern.scan").signature().serial()).isEqualTo(2);
    assertThat(entry("rules.web").signature().serial()).isEqualTo(1);
    assertThat(test.source().due(test.now())).isEqualTo(new Nothing());
  }

  @Test
  void validityInSeconds_doesNotMakeARenewalStorm() throws IOException {
    test.use(settings(Duration.ofSeconds(9), Duration.ofDays(30), Duration.ofDays(30)));
    test.offer("pattern.scan", "1.0", "one");

    test.pass(Duration.ofSeconds(6));
    assertThat(test.source().due(test.now())).isEqualTo(new Nothing());
    test.pass(Duration.ofSeconds(1));
    assertThat(test.source().due(test.now())).isEqualTo(new Published(2, 1, 0, 1));
    assertThat(test.source().due(test.now())).isEqualTo(new Nothing());
  }

  @Test
  void due_putsACatalogOutAnewInTheLastThirdOfItsValidity() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    final Catalog before = test.catalog();

    test.pass(Duration.ofDays(20));
    assertThat(test.source().due(test.now())).isEqualTo(new Nothing());
    test.pass(Duration.ofSeconds(1));
    assertThat(test.source().due(test.now())).isEqualTo(new Published(2, 1, 0, 0));

    assertThat(test.catalog().expires()).isEqualTo(test.now().plus(Duration.ofDays(30)));
    assertThat(test.catalog().components()).isEqualTo(before.components());
  }

  @Test
  void catalogsCertificate_outlivesTheCatalogWhateverTheSignaturesValidity() throws IOException {
    test.use(settings(Duration.ofSeconds(5), Duration.ZERO, Duration.ofDays(30)));
    test.offer("pattern.scan", "1.0", "one");
    test.use(settings(Duration.ofDays(90), Duration.ZERO, Duration.ofDays(30)));
    test.source().renew(Optional.empty(), test.now());

    OfferCheck.assertConsistent(
        test.source(), test.now().plus(Duration.ofDays(30)).minusSeconds(1));
  }

  @Test
  void restart_keepsOfferSequenceAndAnchors() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    final byte[] anchors = test.source().anchors().pem();
    final Catalog before = test.catalog();

    test.restart();

    assertThat(test.catalog()).isEqualTo(before);
    assertThat(test.source().anchors().pem()).isEqualTo(anchors);
    test.offer("pattern.scan", "1.1", "two");
    assertThat(test.catalog().sequence()).isEqualTo(2);
    assertThat(test.catalog().anchors().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void clockSetBack_isRefusedAndChangesNothing() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.stage("pattern.scan", "1.1", "two");
    test.pass(Duration.ofMinutes(-6));

    assertThat(refusal(test.publish())).isEqualTo(StatusCode.CLOCK_UNTRUSTED);
    assertThat(refusal(test.stage("pattern.scan", "1.2", "three")))
        .isEqualTo(StatusCode.CLOCK_UNTRUSTED);
    assertThat(test.catalog().sequence()).isEqualTo(1);
    assertThat(test.source().staged()).hasSize(1);
  }

  @Test
  void contentLostOnDisk_canBeStagedAgainUnderTheNextSerial() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    Files.delete(test.source().find(entry("pattern.scan").sha256()).orElseThrow());
    test.restart();

    assertThat(test.source().snapshot()).isEmpty();
    assertThat(refusal(test.stage("pattern.scan", "1.0", "uno"))).isEqualTo(StatusCode.CONFLICT);
    test.offer("pattern.scan", "1.0", "one");

    assertThat(test.catalog().sequence()).isEqualTo(2);
    assertThat(entry("pattern.scan").signature().serial()).isEqualTo(2);
  }

  @Test
  void unusableKeyStore_isRefusedAndReleasesTheFolder() throws IOException {
    SourceSettings withKeystore =
        TestSource.under(
            new SourceSettings.Authority(
                Optional.of(new Keystore(dir.resolve("absent.p12"), new Secret("secret"))), 1),
            TestSource.settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30)));
    Path other = dir.resolve("other");
    Clock clock = Clock.fixed(START, ZoneOffset.UTC);

    assertThat(Source.open(StorePlaces.in(other), clock, () -> withKeystore).code())
        .isEqualTo(StatusCode.BAD_REQUEST);
    try (TestSource again = new TestSource(other)) {
      again.offer("pattern.scan", "1.0", "one");
    }
  }
}
