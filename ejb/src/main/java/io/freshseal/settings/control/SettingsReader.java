package io.freshseal.settings.control;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.settings.entity.BundleSettings;
import io.freshseal.settings.entity.HttpSettings;
import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.ManagerSettings;
import io.freshseal.settings.entity.RelaySettings;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.SampleSettings;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.SettingsSentence;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.settings.entity.TlsSettings;
import io.freshseal.settings.entity.TrustSettings;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Validates all settings together and lists everything that is wrong with them. */
public final class SettingsReader {

  private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,3}( *, *[1-9][0-9]{0,3}){0,9}");
  private static final int MOST_DAYS = 3660;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  // NIST SP 800-63B, 5.1.1.2.
  private static final int SHORTEST_PASSWORD = 8;
  // Each may take its time to answer, one after the other.
  private static final int MOST_CLOCK_PEERS = 4;
  private static final Pattern SOURCE_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern DATABASES = Pattern.compile("jdbc:(h2|postgresql):.+");

  private final ValueReader values;

  private SettingsReader(Function<SettingKey, Optional<String>> values) {
    this.values = new ValueReader(values);
  }

  /** Validates the values of this function, which answers empty where nothing is said. */
  public static SettingsOutcome read(Function<SettingKey, Optional<String>> values) {
    return new SettingsReader(values).read();
  }

  private SettingsOutcome read() {
    Set<Role> roles = roles();
    database();
    TrustSettings trust = trust();
    Settings settings =
        new Settings(
            data(),
            roles,
            new HttpSettings(
                values.text(SettingKey.HTTP_ADDRESS), values.port(SettingKey.HTTP_PORT)),
            relay(),
            values.push(),
            source(trust.policy().revocation()),
            trust,
            tls(),
            manager(),
            new MemberReader(values).read(),
            adminPassword(),
            sample(),
            values.duration(SettingKey.EVENTS_RETENTION, DAY));
    contradictions(settings);
    return values.problems().isEmpty()
        ? new SettingsOutcome.Valid(settings)
        : new SettingsOutcome.Invalid(values.problems());
  }

  private Path data() {
    Optional<Path> data = values.path(SettingKey.DATA);
    if (data.isEmpty()) {
      values.required(SettingKey.DATA);
    }
    return data.orElse(Path.of(""));
  }

  private Set<Role> roles() {
    Optional<Set<Role>> roles =
        values.parsed(SettingKey.ROLES, SettingsReader::toRoles, SettingsSentence.ROLES);
    if (roles.isEmpty()) {
      values.required(SettingKey.ROLES);
    }
    return roles.orElse(Set.of());
  }

  private static Optional<Set<Role>> toRoles(String text) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      Optional<Role> role =
          Arrays.stream(Role.values()).filter(r -> r.text().equals(name.strip())).findFirst();
      if (role.isEmpty()) {
        return Optional.empty();
      }
      roles.add(role.get());
    }
    return Optional.of(roles);
  }

  private RelaySettings relay() {
    RelayBuild build =
        values
            .parsed(SettingKey.RELAY_BUILD, RelayBuild::parse, SettingsSentence.BUILD)
            .orElse(RelayBuildTable.OWN_BUILD);
    return new RelaySettings(
        build,
        bundlesOnly() ? Optional.empty() : values.url(SettingKey.RELAY_SOURCE),
        values.duration(SettingKey.RELAY_INTERVAL, SECOND),
        values.flag(SettingKey.RELAY_SERVING),
        values.url(SettingKey.RELAY_URL),
        values.duration(SettingKey.RELAY_CHECK_INTERVAL, SECOND),
        values.duration(SettingKey.RELAY_SCRUB_INTERVAL, SECOND),
        values.duration(SettingKey.RELAY_HISTORY, DAY),
        new BundleSettings(
            values.size(SettingKey.RELAY_MAX_BUNDLE),
            bundlesOnly(),
            values.instant(SettingKey.RELAY_NEXT_COURIER),
            values.instant(SettingKey.RELAY_ALLOW_EARLY_END),
            values.path(SettingKey.RELAY_BUNDLE_FOLDER)),
        values.contents(bundlesOnly()),
        values.urls(SettingKey.RELAY_CLOCK_PEERS, MOST_CLOCK_PEERS));
  }

  private boolean bundlesOnly() {
    return values.text(SettingKey.RELAY_SOURCE).filter(BundleSettings.ONLY::equals).isPresent();
  }

  private ManagerSettings manager() {
    Duration heartbeat = values.duration(SettingKey.MANAGER_HEARTBEAT, SECOND);
    if (heartbeat.compareTo(DAY) > 0) {
      values.object(SettingKey.MANAGER_HEARTBEAT, SettingsSentence.AT_MOST, DAY);
    }
    return new ManagerSettings(
        heartbeat,
        values.duration(SettingKey.MANAGER_UPDATE_INTERVAL, SECOND),
        values.url(SettingKey.MANAGER_PRIMARY_SOURCE),
        new ManagerSettings.AlertSettings(
            values
                .parsed(
                    SettingKey.MANAGER_ALERT_DAYS, SettingsReader::toDays, SettingsSentence.DAYS)
                .orElse(List.of(1)),
            values.duration(SettingKey.MANAGER_OUT_OF_DATE_AFTER, SECOND)));
  }

  private static Optional<List<Integer>> toDays(String text) {
    return Optional.of(text)
        .filter(t -> DAYS.matcher(t).matches())
        .map(t -> Arrays.stream(t.split(",")).map(String::strip).map(Integer::valueOf).toList())
        .filter(days -> days.stream().allMatch(day -> day <= MOST_DAYS));
  }

  private TrustSettings trust() {
    return new TrustSettings(
        values.path(SettingKey.TRUST_ANCHORS),
        new TrustPolicy(
            values.word(SettingKey.TRUST_REVOCATION, TrustPolicy.RevocationRule.class),
            values.word(SettingKey.TRUST_TIMESTAMPS, TrustPolicy.TimestampRule.class),
            values.word(SettingKey.TRUST_POST_QUANTUM, TrustPolicy.PostQuantumRule.class)),
        name(SettingKey.TRUST_SOURCE),
        values.path(SettingKey.TRUST_TSA_ANCHORS));
  }

  private SourceSettings source(RevocationRule rule) {
    String name = name(SettingKey.SOURCE_NAME).orElse("");
    if (name.isEmpty()) {
      values.required(SettingKey.SOURCE_NAME);
    }
    return new SourceSettings(
        name,
        new SourceSettings.Validity(
            values.duration(SettingKey.SOURCE_CERTIFICATE_VALIDITY, SECOND),
            values.duration(SettingKey.SOURCE_RENEW_BEFORE, Duration.ZERO),
            values.duration(SettingKey.SOURCE_CATALOG_VALIDITY, SECOND)),
        authority(),
        new SourceSettings.Intake(watch(), values.size(SettingKey.SOURCE_MAX_SIZE)),
        new SourceSettings.Revocation(values.path(SettingKey.SOURCE_CRLS), rule),
        values.cosigning());
  }

  private SourceSettings.Authority authority() {
    return new SourceSettings.Authority(
        keystore(SettingKey.SOURCE_KEYSTORE, SettingKey.SOURCE_KEYSTORE_PASSWORD),
        values
            .parsed(
                SettingKey.SOURCE_ANCHORS_THRESHOLD,
                SettingsReader::toCount,
                Sentence.of(SettingsSentence.COUNT, TrustAnchors.MAX_CERTIFICATES))
            .orElse(1));
  }

  private static Optional<Integer> toCount(String text) {
    return Optional.of(text)
        .filter(t -> t.matches("[1-9][0-9]?"))
        .map(Integer::valueOf)
        .filter(n -> n <= TrustAnchors.MAX_CERTIFICATES);
  }

  private Optional<String> name(SettingKey key) {
    return values.parsed(
        key,
        text -> Optional.of(text).filter(t -> SOURCE_NAME.matcher(t).matches()),
        SettingsSentence.NAME);
  }

  private Optional<SourceSettings.Watch> watch() {
    boolean publish = values.flag(SettingKey.SOURCE_WATCH_PUBLISH);
    return values
        .path(SettingKey.SOURCE_WATCH)
        .map(folder -> new SourceSettings.Watch(folder, publish));
  }

  private Optional<Keystore> keystore(SettingKey fileKey, SettingKey passwordKey) {
    Optional<Path> file = values.path(fileKey);
    Optional<Secret> password = values.secret(passwordKey);
    if (file.isPresent() && password.isEmpty()) {
      values.object(passwordKey, SettingsSentence.NEEDED_WITH, fileKey.key());
    }
    return file.flatMap(f -> password.map(p -> new Keystore(f, p)));
  }

  private TlsSettings tls() {
    if (values.text(SettingKey.TLS_KEYSTORE).isEmpty()) {
      Stream.of(SettingKey.TLS_PASSWORD, SettingKey.TLS_ADDRESS, SettingKey.TLS_PORT)
          .filter(key -> values.text(key).isPresent())
          .forEach(
              key -> values.object(key, SettingsSentence.NEEDS, SettingKey.TLS_KEYSTORE.key()));
    }
    return new TlsSettings(
        keystore(SettingKey.TLS_KEYSTORE, SettingKey.TLS_PASSWORD),
        values.path(SettingKey.MANAGER_CERTIFICATES),
        values.text(SettingKey.TLS_ADDRESS),
        values.port(SettingKey.TLS_PORT));
  }

  private Optional<Secret> adminPassword() {
    Optional<Secret> password = values.secret(SettingKey.ADMIN_PASSWORD);
    if (password.filter(p -> p.value().length() < SHORTEST_PASSWORD).isPresent()) {
      values.object(SettingKey.ADMIN_PASSWORD, SettingsSentence.TOO_SHORT, SHORTEST_PASSWORD);
    }
    return password;
  }

  private Optional<SampleSettings> sample() {
    boolean wanted = values.flag(SettingKey.SAMPLE);
    Optional<Path> folder = values.path(SettingKey.SAMPLE_DIR);
    Duration interval = values.duration(SettingKey.SAMPLE_INTERVAL, SECOND);
    if (wanted && folder.isEmpty()) {
      values.object(
          SettingKey.SAMPLE_DIR, SettingsSentence.NEEDED_WITH, SettingKey.SAMPLE.key() + "=true");
    }
    return folder.filter(f -> wanted).map(f -> new SampleSettings(f, interval));
  }

  private void database() {
    values.parsed(
        SettingKey.DB_URL,
        text -> Optional.of(text).filter(t -> DATABASES.matcher(t).matches()),
        SettingsSentence.DATABASE);
  }

  /** What each value alone permits, but not all of them together. */
  private void contradictions(Settings settings) {
    boolean source = settings.has(Role.SOURCE);
    if (settings.sample().isPresent() && !source) {
      values.object(SettingKey.SAMPLE, SettingsSentence.NEEDS_SOURCE);
    }
    if (settings.source().intake().watch().isPresent() && !source) {
      values.object(SettingKey.SOURCE_WATCH, SettingsSentence.NEEDS_SOURCE);
    }
    new MemberReader(values).contradictions(settings);
    if (settings.has(Role.RELAY) && !source && !settings.member().joins()) {
      if (settings.relay().source().isEmpty() && !settings.relay().bundles().only()) {
        values.object(SettingKey.RELAY_SOURCE, SettingsSentence.NEEDED_WITHOUT_SOURCE);
      }
      if (settings.trust().anchors().isEmpty()) {
        values.object(SettingKey.TRUST_ANCHORS, SettingsSentence.NEEDED_WITHOUT_SOURCE);
      }
    }
  }
}
