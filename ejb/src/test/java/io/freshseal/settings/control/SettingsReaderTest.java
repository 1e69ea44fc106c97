package io.freshseal.settings.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.TlsSettings;
import io.freshseal.shared.control.StartValues;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

  private static SettingsOutcome read(Map<String, String> given) {
    return SettingLayers.of(StartValues.of(given, Map.of())).validate();
  }

  private static Settings valid(Map<String, String> given) {
    return read(given).fold(SettingsOutcome.Valid::settings, invalid -> null);
  }

  private static List<SettingProblem> problems(Map<String, String> given) {
    return read(given).fold(valid -> List.of(), SettingsOutcome.Invalid::problems);
  }

  @Test
  void nothingGiven_isEverythingInOneProcess() {
    Settings settings = valid(Map.of());

    assertThat(settings.roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(settings.data()).isAbsolute();
    assertThat(settings.relay().build()).isEqualTo(RelayBuildTable.OWN_BUILD);
    assertThat(settings.relay().source()).isEmpty();
    assertThat(settings.source().validity().certificate()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.source().validity().renewBefore()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.source().validity().catalog()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.sample()).isEmpty();
    assertThat(settings.trust().policy()).isEqualTo(TrustPolicy.DEFAULT);
  }

  @Test
  void relayHoldsEverything_unlessItIsSaidToBeLazy() {
    assertThat(valid(Map.of()).relay().contents().onRequest()).isFalse();
    Settings lazy =
        valid(Map.of("freshseal.relay.mode", "lazy", "freshseal.relay.lazy.max-bytes", "1GB"));
    assertThat(lazy.relay().contents().onRequest()).isTrue();
    assertThat(lazy.relay().contents().maxBytes().bytes()).isEqualTo(1_000_000_000);
    assertThat(problems(Map.of("freshseal.relay.mode", "sloth"))).hasSize(1);
    assertThat(problems(Map.of("freshseal.relay.mode", "lazy", "freshseal.relay.source", "bundle")))
        .as("nobody could be asked")
        .extracting(problem -> problem.key().key())
        .containsExactly("freshseal.relay.mode");
  }

  @Test
  void givenValues_areTyped() {
    Settings settings =
        valid(
            Map.of(
                "freshseal.roles", "relay",
                "freshseal.relay.source", "https://relay.example/api/v1",
                "freshseal.relay.build", "20.0.1336",
                "freshseal.relay.interval", "PT5S",
                "freshseal.trust.anchors", "/etc/freshseal/anchors.pem",
                "freshseal.trust.revocation", "stale-tolerated",
                "freshseal.http.port", "8443",
                "freshseal.source.max-size", "1 GiB"));

    assertThat(settings.roles()).containsExactly(Role.RELAY);
    assertThat(settings.relay().source()).contains(URI.create("https://relay.example/api/v1"));
    assertThat(settings.relay().build().text()).isEqualTo("20.0.0-1336");
    assertThat(settings.relay().interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.trust().anchors()).contains(Path.of("/etc/freshseal/anchors.pem"));
    assertThat(settings.trust().policy())
        .isEqualTo(
            new TrustPolicy(
                RevocationRule.STALE_TOLERATED, TimestampRule.STRICT, PostQuantumRule.CLASSICAL));
    assertThat(settings.http().port()).hasValue(8443);
    assertThat(settings.source().intake().maxSize().bytes()).isEqualTo(1L << 30);
  }

  @Test
  void theCertificateOfTheServer_isTold() {
    TlsSettings tls =
        valid(
                Map.of(
                    "freshseal.tls.keystore", "/etc/freshseal/tls.p12",
                    "freshseal.tls.password", "hunter2",
                    "freshseal.tls.address", "0.0.0.0",
                    "freshseal.tls.port", "8443",
                    "freshseal.manager.certificates", "/etc/freshseal/tls.pem"))
            .tls();

    assertThat(tls)
        .isEqualTo(
            new TlsSettings(
                Optional.of(new Keystore(Path.of("/etc/freshseal/tls.p12"), new Secret("hunter2"))),
                Optional.of(Path.of("/etc/freshseal/tls.pem")),
                Optional.of("0.0.0.0"),
                OptionalInt.of(8443)));
    assertThat(tls.toString()).doesNotContain("hunter2");
  }

  @Test
  void theCertificateOfAProxy_isToldWithoutAKeystore() {
    TlsSettings tls = valid(Map.of("freshseal.manager.certificates", "/etc/proxy.pem")).tls();

    assertThat(tls.certificates()).contains(Path.of("/etc/proxy.pem"));
    assertThat(tls.keystore()).isEmpty();
    assertThat(tls.port()).isEmpty();
  }

  @Test
  void renewBefore_isNeverMoreThanAThirdOfTheValidity() {
    Settings settings =
        valid(
            Map.of(
                "freshseal.source.certificate-validity", "PT30S",
                "freshseal.source.renew-before", "P30D"));

    assertThat(settings.source().validity().effectiveRenewBefore())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void severalBadValues_areAllListed() {
    List<SettingProblem> problems =
        problems(
            Map.of(
                "freshseal.roles", "source,king",
                "freshseal.relay.interval", "soon",
                "freshseal.relay.build", "newest",
                "freshseal.source.max-size", "4",
                "freshseal.sample", "yes"));

    assertThat(problems)
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrder(
            SettingKey.ROLES,
            SettingKey.RELAY_INTERVAL,
            SettingKey.RELAY_BUILD,
            SettingKey.SOURCE_MAX_SIZE,
            SettingKey.SAMPLE);
    assertThat(problems)
        .extracting(problem -> problem.sentence().english())
        .contains(
            "freshseal.relay.interval must be an ISO 8601 duration such as PT30S or P90D,"
                + " not \"soon\".",
            "freshseal.sample must be true or false, not \"yes\".");
  }

  @Test
  void problem_isToldInJapaneseToo() {
    List<SettingProblem> problems = problems(Map.of("freshseal.http.port", "high"));

    assertThat(problems)
        .extracting(problem -> problem.sentence().in(Locale.JAPANESE))
        .containsExactly(
            "freshseal.http.port に指定できる値は次のとおりです: 1 から 65535 までのポート番号。「high」は使用できません。");
  }

  @ParameterizedTest
  @CsvSource({
    "freshseal.relay.interval,PT0.2S",
    "freshseal.relay.interval,-PT5S",
    "freshseal.source.certificate-validity,PT0S",
    "freshseal.relay.source,ftp://relay.example",
    "freshseal.relay.source,http://user:secret@relay.example",
    "freshseal.relay.source,http://relay.example/api?x=1",
    "freshseal.relay.source,http:///api/v1",
    "freshseal.trust.revocation,off",
    "freshseal.trust.timestamps,Strict",
    "freshseal.trust.post-quantum,none",
    "freshseal.http.port,0",
    "freshseal.http.port,65536",
    "freshseal.source.name,My Source",
    "freshseal.db.url,jdbc:oracle:thin:@db",
    "freshseal.admin.password,short",
    "freshseal.sample,true",
    "freshseal.source.keystore,/k.p12",
    "freshseal.tls.keystore,/k.p12",
    "freshseal.tls.password,secret-secret",
    "freshseal.tls.address,0.0.0.0",
    "freshseal.tls.port,8443",
    "freshseal.manager.url,https://manager.example",
    "freshseal.manager.url,http://manager.example",
    "freshseal.manager.enrolment-token,secret-secret"
  })
  void valueThatCannotBe_isRefused(String key, String value) {
    assertThat(problems(Map.of(key, value))).isNotEmpty();
  }

  @Test
  void relayWithoutOwnSource_needsSourceAndAnchors() {
    assertThat(problems(Map.of("freshseal.roles", "relay")))
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrder(SettingKey.RELAY_SOURCE, SettingKey.TRUST_ANCHORS);
  }

  private static Map<String, String> joining(String roles, String manager) {
    return Map.of("freshseal.roles", roles, "freshseal.manager.url", manager);
  }

  @Test
  void relayThatJoinsAFleet_hearsItsSourceAndItsAnchorsThere() {
    Settings settings = valid(joining("relay", "https://manager.example"));

    assertThat(settings.member().manager()).contains(URI.create("https://manager.example"));
    assertThat(settings.relay().source()).isEmpty();
    assertThat(settings.trust().anchors()).isEmpty();
    assertThat(valid(joining("relay", "http://127.0.0.1:8080")).member().joins()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source,manager,relay | https://manager.example | the role manager itself",
        "source | https://manager.example | needs the role relay",
        "relay | http://manager.example | must begin with https",
        "relay | http://127.0.0.1.example | must begin with https"
      })
  void whoCannotJoinAFleet_isToldWhy(String roles, String manager, String why) {
    assertThat(problems(joining(roles, manager)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(SettingKey.MANAGER_URL);
              assertThat(problem.sentence().english()).contains(why);
            });
  }

  @Test
  void sampleWithoutSource_isRefused() {
    Map<String, String> given = new HashMap<>();
    given.put("freshseal.roles", "manager");
    given.put("freshseal.sample", "true");
    given.put("freshseal.sample.dir", "/sample");

    assertThat(problems(given)).extracting(SettingProblem::key).containsExactly(SettingKey.SAMPLE);
  }

  @Test
  void secret_isInNoSentence() {
    List<SettingProblem> problems =
        problems(
            Map.of(
                "freshseal.db.url", "jdbc:other://db?password=hunter2",
                "freshseal.admin.password", "hunter2"));

    assertThat(problems).hasSize(2);
    assertThat(problems).noneMatch(problem -> problem.sentence().encoded().contains("hunter2"));
  }
}
