package io.freshseal.wiring;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.access.boundary.AccessDesk;
import io.freshseal.access.entity.AccessToken;
import io.freshseal.access.entity.Caller;
import io.freshseal.access.entity.NewToken;
import io.freshseal.access.entity.TokenCreation;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.fleet.entity.BuildChange;
import io.freshseal.fleet.entity.KnownBuild;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.HeldComponent;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.lease.boundary.LeaseRows;
import io.freshseal.lease.entity.Lease;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.RunView;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The shipped WAR in a real container. */
@ArquillianTest
class WiringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @EJB private SettingsDesk settings;
  @EJB private SourceDesk source;
  @EJB private EventLog events;
  @EJB private RelayBuilds builds;
  @EJB private RelayDesk relay;
  @EJB private AccessDesk access;
  @EJB private InventoryDesk inventory;
  @EJB private LeaseRows leases;
  @Inject private Clock clock;
  @Inject private AtOnce atOnce;
  @Inject private Meanwhile meanwhile;
  @Inject private Crashes crashes;
  @Inject private SpooledEvents spooled;
  @Inject private OldRows oldRows;

  @Resource(lookup = "java:app/jdbc/freshseal")
  private DataSource database;

  @Deployment
  static WebArchive shippedWar() throws Exception {
    File assertj =
        new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // The name makes it the root of the server, as in the distribution.
    return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
        .importFrom(new File(System.getProperty("freshseal.war")))
        .as(WebArchive.class)
        .addPackage(WiringIT.class.getPackage())
        .addAsLibrary(assertj);
  }

  @Test
  void migration_seedsTheBuildsOfTheField() {
    assertThat(builds.list())
        .extracting(KnownBuild::first, KnownBuild::displayName)
        .contains(
            Assertions.tuple(new RelayBuild(20, 0, 0, 1337), "2020-10-28"),
            Assertions.tuple(new RelayBuild(12, 0, 0, 1278), "Update 12"),
            Assertions.tuple(new RelayBuild(11, 0, 0, 1690), "Update 24"));
    assertThat(builds.table().refreshesSignatures(new RelayBuild(20, 0, 0, 1336))).isFalse();
    assertThat(builds.table().refreshesSignatures(new RelayBuild(20, 0, 0, 1337))).isTrue();
  }

  @Test
  void changedSetting_isStoredAndWins() throws SQLException {
    SettingChange change = settings.change("relay.interval", "PT17M");

    assertThat(change).isInstanceOf(SettingChange.Changed.class);
    assertThat(settings.current().relay().interval()).hasMinutes(17);
    assertThat(
            texts(
                "select setting_value from setting where setting_key = ?",
                "freshseal.relay.interval"))
        .containsExactly("PT17M");
  }

  @Test
  void badSetting_isRefusedAndNothingIsStored() throws SQLException {
    SettingChange change = settings.change("relay.build", "not a build");

    assertThat(change).isInstanceOf(SettingChange.Refused.class);
    assertThat(
            texts(
                "select setting_value from setting where setting_key = ?", "freshseal.relay.build"))
        .isEmpty();
  }

  @Test
  void eventRecordedTwiceUnderOneKey_isStoredOnce() {
    SystemEvent event =
        SystemEvent.of(EventType.CACHE_CLEARED, clock.instant()).about("wiring").by("test");

    events.record(event);
    events.record(event);
    events.drain();

    List<StoredEvent> stored =
        events.find(EventQuery.all()).events().stream()
            .filter(e -> e.key().equals(event.key().toString()))
            .toList();
    assertThat(stored).hasSize(1);
    assertThat(stored.get(0).target()).isEqualTo("wiring");
    assertThat(stored.get(0).number()).isEqualTo(EventType.CACHE_CLEARED.number());
  }

  @Test
  void accessToken_isStoredAsDigestAlone() throws SQLException {
    TokenCreation created = access.create("wiring");

    String secret = ((TokenCreation.Created) created).token().secret();
    assertThat(access.byToken(secret)).isPresent();
    assertThat(access.byToken(secret + "x")).isEmpty();
    assertThat(texts("select token_digest from access_token where token_name = ?", "wiring"))
        .singleElement()
        .asString()
        .hasSize(64)
        .isNotEqualTo(secret);
  }

  @Test
  void publishedComponent_isReplicatedAndBothLeaveRows(@ArquillianResource URL base)
      throws SQLException {
    // A port that the container chose by chance is told to nobody inside.
    settings.change("relay.source", "http://127.0.0.1:" + base.getPort() + "/source/v1");
    StageRequest request =
        new StageRequest(
            new ComponentId("wiring"),
            new ComponentVersion("1.0"),
            ComponentKind.RULES,
            Platform.ANY);
    byte[] content = "rule".getBytes(StandardCharsets.UTF_8);
    assertThat(source.stage(request, new ByteArrayInputStream(content)))
        .isInstanceOf(StageOutcome.Staged.class);
    source.publish();

    String run = relay.runNow();

    assertThat(eventually("select run_state from replication_run where run_id = ?", run))
        .as(relay.run(run).toString())
        .containsExactly("COMPLETED");
    assertThat(texts("select store from component where component_id = ? order by store", "wiring"))
        .containsExactly("RELAY", "SOURCE");
    assertThat(texts("select sha256 from component where component_id = ?", "wiring"))
        .containsOnly(Sha256.of(content).hex());
    assertThat(
            texts(
                "select s.algorithm from component c join signature_file s on s.id ="
                    + " c.signature_ref where c.component_id = ?",
                "wiring"))
        .allSatisfy(algorithm -> assertThat(algorithm).contains("P-256"));
  }

  @Test
  void event_isFoundByTextLevelAndNumber() {
    SystemEvent event =
        SystemEvent.of(EventType.UPDATE_FAILURE, clock.instant())
            .about("a relay of its own")
            .with(new EventError(-24, "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE"))
            .figures("pattern", "1.0", "100%_sure!");

    events.record(event);

    EventQuery query =
        EventQuery.all().origin(Origin.RELAY).number(9102).levels(Set.of(EventLevel.ERROR));
    StoredEvent stored = events.find(query.text("a Relay of its own")).events().get(0);
    assertThat(events.count(query.text("a Relay of its own")).number()).isEqualTo(1);
    assertThat(stored.time()).isEqualTo(event.time());
    assertThat(stored.error()).isEqualTo(event.error());
    assertThat(stored.figures()).isEqualTo(event.figures());
    assertThat(events.count(query.text("100%_SURE!")).number()).isEqualTo(1);
    assertThat(events.count(query.text("100__sure")).number()).isZero();
  }

  @Test
  void events_arePagedNewestFirst() {
    Instant base = Instant.parse("2031-01-01T00:00:00Z");
    for (int i = 0; i < 5; i++) {
      events.record(SystemEvent.of(EventType.CACHE_CLEARED, base.plusSeconds(i)));
    }

    EventQuery all = EventQuery.all().between(base, base.plusSeconds(4));

    assertThat(events.count(all).number()).isEqualTo(4);
    assertThat(events.find(all.page(1, 2)).events())
        .extracting(StoredEvent::time)
        .containsExactly(base.plusSeconds(2), base.plusSeconds(1));
  }

  @Test
  void events_ofOneInstant_areEachOnOnePage() {
    Instant instant = Instant.parse("2032-01-01T00:00:00Z");
    for (int i = 0; i < 5; i++) {
      events.record(SystemEvent.of(EventType.CACHE_CLEARED, instant));
    }
    EventQuery next = EventQuery.all().between(instant, null).page(0, 2);

    List<Long> seen = new ArrayList<>();
    for (int pages = 1; ; pages++) {
      EventPage page = events.find(next);
      page.events().forEach(event -> seen.add(event.id()));
      if (page.next().isEmpty()) {
        assertThat(pages).isEqualTo(3);
        break;
      }
      next = next.after(page.next().get());
    }

    assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(reverseOrder());
  }

  @Test
  void relayBuilds_canBeEdited() {
    RelayBuild first = RelayBuild.parse("21.0.0-50").orElseThrow();
    assertThat(builds.save(first, "2021")).isInstanceOf(BuildChange.Done.class);
    RelayBuildTable table = builds.table();
    assertThat(table.refreshesSignatures(RelayBuild.parse("21.0.0-49").orElseThrow())).isFalse();
    assertThat(builds.save(first, "")).isInstanceOf(BuildChange.Refused.class);

    assertThat(builds.delete("21.0.0")).isInstanceOf(BuildChange.Done.class);
    assertThat(builds.list()).extracting(KnownBuild::line).doesNotContain("21.0.0");
    assertThat(builds.delete("21.0.0")).isInstanceOf(BuildChange.Refused.class);
  }

  @Test
  void lease_isItsOwnersUntilItExpires() {
    Instant now = clock.instant();
    Lease mine = new Lease("a work", "me", now.plusSeconds(60));
    Lease yours = new Lease("a work", "you", now.plusSeconds(60));

    assertThat(leases.take(mine, now)).isTrue();
    assertThat(leases.take(yours, now)).isFalse();
    assertThat(leases.take(mine, now)).isTrue();
    assertThat(leases.take(yours, now.plusSeconds(61))).isTrue();
    leases.giveBack("a work", "me");
    assertThat(leases.take(mine, now.plusSeconds(1))).isFalse();
    leases.giveBack("a work", "you");
    assertThat(leases.take(mine, now.plusSeconds(1))).isTrue();
  }

  @Test
  void firstAdministrator_isKnownByThePasswordGiven() {
    assertThat(access.byPassword("admin", "wiring-test-only".toCharArray(), "192.0.2.1"))
        .map(Caller::roles)
        .contains(Set.of(Caller.ADMINISTRATOR));
    assertThat(access.byPassword("admin", "wrong".toCharArray(), "192.0.2.1")).isEmpty();
    assertThat(access.byPassword("nobody", "wrong".toCharArray(), "192.0.2.1")).isEmpty();
    assertThat(events.count(EventQuery.all().number(7302).text("nobody")).number()).isEqualTo(1);
  }

  @Test
  void token_isGoodUntilItIsRevoked() {
    NewToken created =
        access
            .create("a program")
            .fold(
                TokenCreation.Created::token,
                refused -> {
                  throw new AssertionError(refused.sentence().english());
                });

    assertThat(access.byToken(created.secret())).map(Caller::name).contains("token:a program");
    assertThat(access.revoke(created.token().id())).map(AccessToken::name).contains("a program");
    assertThat(access.byToken(created.secret())).isEmpty();
    assertThat(access.revoke(created.token().id())).isEmpty();
    assertThat(access.list()).extracting(AccessToken::id).doesNotContain(created.token().id());
  }

  @Test
  void relayOfAnOldBuild_replicatesButDoesNotRefresh(@ArquillianResource URL base) {
    settings.change("relay.source", "http://127.0.0.1:" + base.getPort() + "/source/v1");
    settings.change("relay.build", "20.0.0-1336");
    ComponentId id = publish("old-build", "1.0");
    RunView first = finished(relay.runNow());
    assertThat(first.state()).as(first.sentence().toString()).isEqualTo(RunView.State.COMPLETED);
    assertThat(relay.recentRuns(10)).extracting(RunView::id).contains(first.id());
    assertThat(events.count(EventQuery.all().number(2204)).number()).isPositive();
    SignatureEntry held = held(id);

    assertThat(source.renew(Optional.of(id))).isInstanceOf(PublishOutcome.Published.class);
    finished(relay.runNow());
    assertThat(held(id)).isEqualTo(held);

    settings.change("relay.build", "20.0.0-1337");
    RunView repair = finished(relay.runNow());
    assertThat(held(id).serial()).isEqualTo(held.serial() + 1);
    assertThat(repair.progress().bytes()).isZero();
    assertThat(relay.run(repair.id())).map(RunView::result).contains(StatusCode.OK);
    assertRowOf(id);
  }

  private void assertRowOf(ComponentId id) {
    HeldComponent row = row(id).orElseThrow();
    assertThat(row.signature().sha256()).isEqualTo(held(id).sha256());
    assertThat(row.signature().status()).isEqualTo(StatusCode.OK);
    assertThat(row.signature().signer()).isPresent();
    assertThat(row.signature().expires()).isEqualTo(held(id).expires());
    assertThat(inventory.list(StoreName.SOURCE))
        .extracting(HeldComponent::componentId)
        .contains(id);
  }

  @Test
  void rows_followWhatAStoreHolds_alsoWhenMoreChangesThanIsWrittenAtOnce() {
    ComponentId id = publish("wiring-many", "1");
    CatalogEntry one = source.snapshot().flatMap(snapshot -> snapshot.find(id)).orElseThrow();
    List<Holding> many =
        IntStream.range(0, 1100).mapToObj(i -> Likeness.of(one, "many-%04d".formatted(i))).toList();

    assertThat(inventory.project(StoreName.SOURCE, many)).isTrue();
    assertThat(sourceRows()).isEqualTo(many.stream().map(Likeness::told).toList());

    List<Holding> few = new ArrayList<>(many.subList(0, 7));
    few.set(3, Likeness.of(one, "many-0003", 9));
    few.remove(5);
    assertThat(inventory.project(StoreName.SOURCE, few)).isTrue();
    assertThat(sourceRows()).isEqualTo(few.stream().map(Likeness::told).toList());

    List<Holding> alone = new ArrayList<>(few);
    alone.set(2, Likeness.of(one, "many-0002", 8));
    assertThat(inventory.project(StoreName.SOURCE, alone)).isTrue();
    assertThat(sourceRows()).isEqualTo(alone.stream().map(Likeness::told).toList());

    publish("wiring-many", "2");
    assertThat(inventory.list(StoreName.SOURCE))
        .extracting(HeldComponent::componentId)
        .contains(id)
        .doesNotContain(new ComponentId("many-0000"));
  }

  private List<String> sourceRows() {
    return inventory.list(StoreName.SOURCE).stream()
        .map(row -> row.componentId() + " " + row.signature().serial())
        .toList();
  }

  private Optional<HeldComponent> row(ComponentId id) {
    return inventory.list(StoreName.RELAY).stream()
        .filter(r -> r.componentId().equals(id))
        .findFirst();
  }

  private ComponentId publish(String name, String version) {
    ComponentId id = new ComponentId(name);
    StageRequest request =
        new StageRequest(
            id, ComponentVersion.parse(version).orElseThrow(), ComponentKind.PATTERN, Platform.ANY);
    byte[] content = (name + version).getBytes(StandardCharsets.UTF_8);
    assertThat(source.stage(request, new ByteArrayInputStream(content)))
        .isInstanceOf(StageOutcome.Staged.class);
    assertThat(source.publish()).isInstanceOf(PublishOutcome.Published.class);
    return id;
  }

  private SignatureEntry held(ComponentId id) {
    return relay
        .snapshot()
        .flatMap(snapshot -> snapshot.find(id))
        .map(CatalogEntry::signature)
        .orElseThrow();
  }

  private RunView finished(String id) {
    await(() -> relay.run(id).filter(run -> !run.running()).isPresent());
    return relay.run(id).orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void heartbeatsWithNewLists_atTheSameMoment_waitForNoSecondConnection() throws Exception {
    atOnce.newLists();
  }

  @Test
  void reportAndCancel_atTheSameMoment_doNotOverwriteEachOther() throws Exception {
    atOnce.reportAndCancel();
  }

  @Test
  void eventTypeSwitchedOff_byTwoAtTheSameMoment_isOffAndToldOnce() throws Exception {
    atOnce.switchOff();
  }

  @Test
  void assignmentRulesApplied_byTwoAtTheSameMoment_areAppliedOnce() throws Exception {
    atOnce.applyRules();
  }

  @Test
  void computerAssignedByHand_whileRulesAreApplied_staysWhereItWasPut() throws Exception {
    meanwhile.rulesDuringAnAssignment();
  }

  @Test
  void groupsThatGetEachOtherAsParent_atTheSameMoment_makeNoCycle() throws Exception {
    meanwhile.parentsOfEachOther();
  }

  @Test
  void groupsOfOneName_madeAtTheSameMoment_areOne() throws Exception {
    meanwhile.twins();
  }

  @Test
  void groupDeleted_whileAComputerIsPutIntoIt_stays() throws Exception {
    meanwhile.deletionDuringAnAssignment();
  }

  @Test
  void groupWanted_whileItIsDeleted_isNotThere() throws Exception {
    meanwhile.wishesDuringADeletion();
  }

  @Test
  void runThatEndsAgain_afterACrashTookItsEndBack_isToldOnce() throws Exception {
    crashes.endOfARun();
  }

  @Test
  void runThatIsCancelledAgain_afterACrashTookThatBack_isToldOnceWithItsEnd() throws Exception {
    crashes.cancelledRun();
  }

  @Test
  void repairThatEndsAgain_afterACrashTookItsEndBack_isToldOnce() throws Exception {
    crashes.endOfARepair();
  }

  @Test
  void eventsOfAgents_whateverHappensOnTheWay_areStoredExactlyOnce() throws Exception {
    spooled.areStoredOnce();
  }

  @Test
  void rowsOfYearsAgo_areDeletedAndYoungerOnesStay() throws Exception {
    oldRows.areDeleted();
  }

  @Test
  @RunAsClient
  void resource_answersOverHttp(@ArquillianResource URL base) throws Exception {
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "api/v1/relay")).build(),
                BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Freshseal-Relay-Build")).isPresent();
    assertThat(response.body()).contains("\"refreshesSignatures\":true");
  }

  private List<String> eventually(String sql, String parameter) throws SQLException {
    Instant deadline = clock.instant().plus(PATIENCE);
    List<String> found = texts(sql, parameter);
    while (found.isEmpty() && clock.instant().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      found = texts(sql, parameter);
    }
    return found;
  }

  private List<String> texts(String sql, String parameter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }
}
