package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleReport.Change;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.bundle.entity.UsableUntil;
import io.freshseal.bundle.entity.UsableUntil.What;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts.Role;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

  private static final Duration PAST_SIGNATURES = Duration.ofDays(91);

  @TempDir private Path folder;

  private BundleBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new BundleBench(folder);
    bench.world.upstream.catalogValidity = Duration.ofDays(1000);
    bench.offer("first", "1.0");
    bench.offer("second", "1.0");
    bench.publish();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void fullBundle_bringsAnEmptyStoreToTheStateOfTheConnectedOne() throws IOException {
    bench.make("full.zip");

    BundleReport report = bench.inspect("full.zip");
    assertThat(report.sound()).isTrue();
    assertThat(report.contents().orElseThrow().lines())
        .extracting(BundleReport.Line::change)
        .containsExactly(Change.NEW, Change.NEW);
    assertThat(bench.isolated.snapshot()).as("looking takes nothing in").isEmpty();

    BundleOutcome taken = bench.take("full.zip");
    assertThat(taken.code()).isEqualTo(StatusCode.OK);
    assertThat(taken.run().orElseThrow().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(bench.isolated.state().held()).isEqualTo(bench.connected.state().held());
    assertThat(bench.isolated.snapshot().orElseThrow().catalogDigest())
        .isEqualTo(bench.connected.snapshot().orElseThrow().catalogDigest());
  }

  @Test
  void sameBundleAgain_changesNothing() throws IOException {
    bench.make("full.zip");
    bench.take("full.zip");
    StoreState state = bench.isolated.state();
    Map<String, String> kept = bench.everythingKept();

    BundleOutcome again = bench.take("full.zip");

    assertThat(again.code()).isEqualTo(StatusCode.OK);
    assertThat(again.run().orElseThrow().traffic().contentBytes()).isZero();
    assertThat(bench.isolated.state()).isEqualTo(state);
    assertThat(bench.everythingKept()).isEqualTo(kept);
    assertThat(bench.inspect("full.zip").contents().orElseThrow().lines())
        .allMatch(line -> line.change() == Change.NONE);
  }

  @Test
  void sameInput_givesTheSameBytes() throws IOException {
    MadeBundle one = bench.make("one.zip");
    MadeBundle other = bench.make("other.zip");

    byte[] bytes = Files.readAllBytes(bench.file("one.zip"));
    assertThat(bytes).isEqualTo(Files.readAllBytes(bench.file("other.zip")));
    assertThat(one.sha256()).isEqualTo(other.sha256()).isEqualTo(Sha256.of(bytes));
    assertThat(one.bytes()).isEqualTo(bytes.length);
    assertThat(one.plan().fileName()).isEqualTo("dsupdate_1.zip");
  }

  @Test
  void usableUntil_isTheEarliestEnd_withTheCertificateThatCausesIt() throws IOException {
    bench.world.upstream.signatureValidity = Duration.ofDays(20);
    bench.world.upstream.renew("second");
    bench.publish();
    bench.make("full.zip");

    UsableUntil usable = bench.inspect("full.zip").contents().orElseThrow().usable();

    CatalogEntry second = bench.world.upstream.entry("second");
    assertThat(usable.until()).isEqualTo(second.signature().expires());
    assertThat(usable.what()).isEqualTo(What.SIGNATURE);
    assertThat(usable.component()).contains(second.id());
    assertThat(usable.certificate().orElseThrow().role()).isEqualTo(Role.SIGNER);
    assertThat(new String(Files.readAllBytes(bench.file("full.zip"))))
        .contains("\"usableUntil\":\"" + usable.until() + "\"");
  }

  @Test
  void usableUntil_isTheEndOfARevocationList_whereThatComesFirst() throws IOException {
    bench.world.upstream.listValidity = Optional.of(Duration.ofDays(3));
    bench.publish();
    bench.make("full.zip");

    UsableUntil usable = bench.inspect("full.zip").contents().orElseThrow().usable();

    assertThat(usable.what()).isEqualTo(What.REVOCATION_LIST);
    assertThat(usable.until()).isEqualTo(now().plus(Duration.ofDays(3)));

    bench.world.advance(Duration.ofDays(4));
    assertThat(bench.inspect("full.zip").code())
        .as("the forecast is what happens")
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);
  }

  @Test
  void renewedSignatureFileAlone_isSeenAndTaken() throws IOException {
    bench.make("old.zip");
    bench.take("old.zip");
    bench.world.advance(Duration.ofDays(1));
    bench.world.upstream.renew("first");
    bench.publish();
    bench.make("new.zip");

    assertThat(bench.inspect("new.zip").contents().orElseThrow().lines())
        .extracting(BundleReport.Line::change)
        .containsExactly(Change.SIGNATURE, Change.NONE);
    assertThat(bench.take("new.zip").code()).isEqualTo(StatusCode.OK);
    assertThat(bench.isolated.state().find(new ComponentId("first")).orElseThrow())
        .matches(entry -> entry.signature().serial() == 2);
  }

  @Test
  void bundleForARequestList_carriesOnlyWhatIsLacking() throws IOException {
    bench.make("full.zip");
    bench.take("full.zip");
    byte[] list = RequestListJson.write(RequestListJson.of(bench.isolated));
    bench.world.advance(Duration.ofDays(1));
    bench.offer("first", "2.0");
    bench.publish();

    RequestList read = RequestListJson.parse(list).fold(done -> done, refused -> null);
    MadeBundle part = bench.make("part.zip", BundleWish.ALL.without(read.held()));

    CatalogEntry second = bench.world.upstream.entry("second");
    assertThat(part.plan().objects())
        .noneMatch(object -> object.sha256().equals(second.sha256()))
        .noneMatch(object -> object.sha256().equals(second.signature().sha256()));
    assertThat(bench.take("part.zip").code()).isEqualTo(StatusCode.OK);
    assertThat(bench.isolated.state().held()).isEqualTo(bench.connected.state().held());
  }

  @Test
  void partOnAMissingBase_namesWhatIsMissing_andKeepsNothing() throws IOException {
    CatalogEntry second = bench.world.upstream.entry("second");
    bench.make("part.zip", BundleWish.ALL.without(Set.of(second.sha256())));

    BundleReport report = assertRefused("part.zip", StatusCode.BUNDLE_INCOMPLETE);

    assertThat(report.contents().orElseThrow().missing())
        .containsExactly(
            new BundleReport.Missing(Optional.of(second.id()), second.sha256(), second.size()));
  }

  @Test
  void earlierBundle_isRollback_andKeepsNothing() throws IOException {
    bench.make("old.zip");
    bench.world.advance(Duration.ofDays(1));
    bench.offer("first", "2.0");
    bench.publish();
    bench.make("new.zip");
    bench.take("new.zip");

    assertRefused("old.zip", StatusCode.ROLLBACK);
  }

  @Test
  void expiredBundle_isRefusedByItsCertificate_andKeepsNothing() throws IOException {
    bench.make("full.zip");
    bench.world.advance(PAST_SIGNATURES);

    assertRefused("full.zip", StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void storeWhoseSignaturesHaveRunOut_makesNoBundle() throws IOException {
    bench.world.advance(PAST_SIGNATURES);
    // A catalog of today that names the files of then.
    bench.publish();

    assertThat(code(bench.plan(BundleWish.ALL)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void lazyRelayThatLacksAContent_makesNoBundle_andAsksForItInItsList() throws IOException {
    CatalogEntry second = bench.world.upstream.entry("second");
    bench.connected.switchTo(bench.connected.state().onRequest(true));
    bench.connected.objects().delete(second.sha256());

    Outcome<?> refused = bench.plan(BundleWish.ALL);

    assertThat(code(refused)).isEqualTo(StatusCode.BUNDLE_INCOMPLETE);
    assertThat(((Outcome.Refused<?>) refused).sentence().english()).contains("lazy", "1", "full");
    assertThat(RequestListJson.of(bench.connected).held())
        .contains(second.signature().sha256())
        .doesNotContain(second.sha256());
    assertThat(code(bench.plan(BundleWish.ALL.without(Set.of(second.sha256())))))
        .as("who has it already gets a part")
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void relayOfAnOldBuild_makesNoBundle_andSaysWhatToDo() throws IOException {
    bench.world.advance(Duration.ofDays(1));
    bench.world.upstream.renew("first");
    bench.world.upstream.publish();
    bench.world.runRelay(bench.connected, false);

    Outcome<?> refused = bench.plan(BundleWish.ALL);

    assertThat(code(refused)).isEqualTo(StatusCode.BUNDLE_INCOMPLETE);
    assertThat(((Outcome.Refused<?>) refused).sentence().key())
        .isEqualTo(BundleSentence.OLD_SIGNATURE_HELD.key());
  }

  @Test
  void otherSource_isRefused_andKeepsNothing() throws IOException {
    bench.make("full.zip");
    bench.take("full.zip");
    bench.world.upstream.name = "another";
    bench.world.upstream.publish();
    bench.world.runRelay(bench.world.vault("elsewhere"), true);
    BundleBench other = other("elsewhere-too", "another");
    other.make("foreign.zip");
    Files.copy(other.file("foreign.zip"), bench.file("foreign.zip"));
    bench.trust = other.trust;
    other.close();

    assertRefused("foreign.zip", StatusCode.SOURCE_CHANGED);
  }

  @Test
  void otherAnchors_refuseIt_andKeepNothing() throws IOException {
    bench.make("full.zip");
    BundleBench other = other("stranger", "primary");
    bench.trust = other.trust;
    other.close();

    assertRefused("full.zip", StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  private BundleBench other(String name, String source) throws IOException {
    BundleBench other = new BundleBench(folder.resolve(name));
    other.world.upstream.name = source;
    other.offer("first", "1.0");
    other.publish();
    return other;
  }

  @Test
  void bundleThatEndsBeforeTheNextCourier_isRefused_unlessThatDateIsExcepted() throws IOException {
    bench.make("full.zip");
    Optional<Instant> next = Optional.of(now().plus(Duration.ofDays(120)));
    Map<String, String> before = bench.everythingKept();

    BundleOutcome refused = bench.take("full.zip", new CourierRule(next, Optional.empty()));
    assertThat(refused.code()).isEqualTo(StatusCode.BUNDLE_ENDS_EARLY);
    assertThat(bench.everythingKept()).isEqualTo(before);

    Optional<Instant> gone = Optional.of(now());
    assertThat(bench.take("full.zip", new CourierRule(next, gone)).code())
        .as("an exception that is over")
        .isEqualTo(StatusCode.BUNDLE_ENDS_EARLY);

    Optional<Instant> forEver = Optional.of(now().plus(Duration.ofDays(8)));
    assertThat(bench.take("full.zip", new CourierRule(next, forEver)).code())
        .as("one that ends too far ahead")
        .isEqualTo(StatusCode.BUNDLE_ENDS_EARLY);

    Optional<Instant> holds = Optional.of(now().plus(Duration.ofHours(1)));
    assertThat(bench.take("full.zip", new CourierRule(next, holds)).code())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void aPart_isUsableForAsLongAsItsReaderSays_andNotMadeIfHeWouldRefuseIt() throws IOException {
    bench.make("full.zip");
    bench.take("full.zip");
    bench.world.advance(Duration.ofDays(30));
    bench.world.upstream.signatureValidity = Duration.ofDays(200);
    bench.offer("third", "1.0");
    bench.publish();
    BundleWish third = new BundleWish(Set.of(new ComponentId("third")), Optional.empty(), Set.of());

    MadeBundle part = bench.make("part.zip", third);

    assertThat(part.plan().usable())
        .isEqualTo(bench.inspect("part.zip").contents().orElseThrow().usable());
    assertThat(part.plan().usable().component())
        .isNotEqualTo(Optional.of(new ComponentId("third")));
    bench.world.advance(Duration.ofDays(61));
    assertThat(code(bench.plan(third))).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void exceptionOfTheCourier_excusesNoJudgement() throws IOException {
    bench.make("full.zip");
    damage("full.zip", bench.world.upstream.entry("first").sha256());
    CourierRule excepted =
        new CourierRule(
            Optional.of(now().plus(Duration.ofDays(120))),
            Optional.of(now().plus(Duration.ofHours(1))));

    assertThat(bench.take("full.zip", excepted).code()).isEqualTo(StatusCode.DIGEST_MISMATCH);
    assertThat(bench.isolated.snapshot()).isEmpty();
  }

  @Test
  void anyObjectThatIsDamaged_refusesTheWhole_andKeepsNothing() throws IOException {
    MadeBundle made = bench.make("full.zip");
    byte[] sound = Files.readAllBytes(bench.file("full.zip"));

    for (var object : made.plan().objects()) {
      Files.write(bench.file("full.zip"), sound);
      damage("full.zip", object.sha256());

      BundleReport report = assertRefused("full.zip");

      assertThat(report.code()).as(object.sha256().hex()).isEqualTo(StatusCode.DIGEST_MISMATCH);
    }
  }

  @Test
  void selection_carriesThatComponentAlone() throws IOException {
    BundleWish wish = new BundleWish(Set.of(new ComponentId("first")), Optional.empty(), Set.of());

    MadeBundle made = bench.make("first.zip", wish);

    CatalogEntry first = bench.world.upstream.entry("first");
    CatalogEntry second = bench.world.upstream.entry("second");
    assertThat(made.plan().objects())
        .extracting(object -> object.sha256())
        .contains(first.sha256(), first.signature().sha256())
        .doesNotContain(second.sha256(), second.signature().sha256());
    assertThat(
            code(
                bench.plan(
                    new BundleWish(Set.of(new ComponentId("no")), Optional.empty(), Set.of()))))
        .isEqualTo(StatusCode.NOT_FOUND);
  }

  @Test
  void whatAKillHasLeftOfAnotherBundle_isSweptUp_butNotWhatSomebodyWritesNow() throws IOException {
    Path abandoned = Files.writeString(folder.resolve("dsupdate_8.zip.part"), "half");
    Path current = Files.writeString(folder.resolve("dsupdate_9.zip.part"), "half");
    Path foreign = Files.writeString(folder.resolve("letter.part"), "half");
    for (Path old : List.of(abandoned, foreign)) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    BundlePlan plan = bench.plan(BundleWish.ALL).fold(done -> done, refused -> null);
    BundleFile.write(BundleStore.of(bench.connected), plan, folder, bytes -> {});

    assertThat(abandoned).doesNotExist();
    assertThat(List.of(current, foreign, folder.resolve(plan.fileName()))).allMatch(Files::exists);
  }

  @Test
  void storeThatServesNothing_makesNoBundle() throws IOException {
    assertThat(
            code(
                new BundlePlanning(BundleStore.of(bench.isolated), Runnable::run)
                    .plan(BundleWish.ALL, bench.trust, now())))
        .isEqualTo(StatusCode.NOT_FOUND);
  }

  private BundleReport assertRefused(String name, StatusCode code) throws IOException {
    BundleReport report = assertRefused(name);
    assertThat(report.code()).isEqualTo(code);
    return report;
  }

  // Looked at and offered: the same answer, and not a byte of the store is another one.
  private BundleReport assertRefused(String name) throws IOException {
    Map<String, String> kept = bench.everythingKept();
    StoreState state = bench.isolated.state();

    BundleReport report = bench.inspect(name);
    BundleOutcome taken = bench.take(name);

    assertThat(report.sound()).isFalse();
    assertThat(report.evidence()).isPresent();
    assertThat(taken.run()).isEmpty();
    assertThat(taken.code()).isEqualTo(report.code());
    assertThat(bench.isolated.state()).isEqualTo(state);
    assertThat(bench.everythingKept()).isEqualTo(kept);
    return report;
  }

  private void damage(String name, Sha256 object) throws IOException {
    Path file = bench.file(name);
    byte[] bytes = Files.readAllBytes(file);
    byte[] entry = ZipItem.object(object).getBytes();
    bytes[indexOf(bytes, entry) + entry.length + 3] ^= 4;
    Files.write(file, bytes);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not in it");
  }

  private Instant now() {
    return bench.world.clock.instant();
  }

  private static StatusCode code(Outcome<?> outcome) {
    return outcome.fold(done -> StatusCode.OK, Outcome.Refused::code);
  }
}
