package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.access.boundary.AccessDesk;
import io.freshseal.access.entity.TokenCreation;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.fleet.entity.KnownBuild;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
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
import java.util.concurrent.locks.LockSupport;
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
  @Inject private Clock clock;

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
