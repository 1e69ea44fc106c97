package io.freshseal.settings.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.TextMutations;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.settings.entity.ByteSize;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.shared.control.StartValues;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts from outside, read into the product's values: of the declared form, or empty. */
class ValuesFuzzTest {

  private static final List<String> TEXTS =
      List.of(
          "pattern.scan",
          "19.421.00",
          "20.0.0-1337",
          "20.0.1337",
          "any",
          "linux-x64",
          "a".repeat(64),
          "512MiB",
          "http://relay.example:8080/api/v1",
          "https://[::1]:8443/source/v1",
          "PT30S",
          "P90D",
          "true",
          "source,manager,relay",
          "8080",
          "/var/lib/freshseal",
          "jdbc:postgresql://db/freshseal",
          "required",
          "timestamped");

  private static String text(Random random) {
    return TextMutations.of(TEXTS, random);
  }

  @Test
  void names_keepTheirFormOrAreNone() {
    FuzzRun.Figures figures =
        FuzzRun.of("names", 15_000, 250_000).run(ValuesFuzzTest::text, this::named);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private boolean named(String text) {
    Optional<ComponentId> id = ComponentId.parse(text);
    id.ifPresent(i -> assertThat(i.text()).matches("[a-z0-9.-]{1,64}").doesNotContain(".."));
    Optional<ComponentVersion> version = ComponentVersion.parse(text);
    version.ifPresent(
        v -> {
          assertThat(v.compareTo(v)).isZero();
          assertThat(v)
              .isEqualTo(new ComponentVersion(v.text()))
              .hasSameHashCodeAs(new ComponentVersion(v.text()));
        });
    Platform.parse(text).ifPresent(p -> assertThat(p.text()).matches("[a-z0-9._-]{1,32}"));
    Sha256.parse(text).ifPresent(s -> assertThat(s.bytes()).hasSize(32));
    RelayBuild.parse(text).ifPresent(b -> assertThat(RelayBuild.parse(b.text())).contains(b));
    ByteSize.parse(text).ifPresent(s -> assertThat(s.bytes()).isNotNegative());
    return id.isPresent() || version.isPresent();
  }

  @Test
  void addresses_holdNoSecretAndReadBackOrAreNone() {
    FuzzRun.Figures figures =
        FuzzRun.of("addresses", 5_000, 80_000)
            .run(
                ValuesFuzzTest::text,
                text -> {
                  Optional<BaseUrl> url = BaseUrl.parse(text);
                  url.ifPresent(
                      u -> {
                        assertThat(BaseUrl.parse(u.toString())).contains(u);
                        assertThat(u.uri().getRawUserInfo()).isNull();
                        assertThat(u.toString()).doesNotContainPattern("[\\p{Cc}\\s]");
                        assertThat(u.toString()).doesNotContain("?", "#");
                        assertThat(u.resolve("catalog").getHost()).isEqualTo(u.uri().getHost());
                      });
                  return url.isPresent();
                });

    assertThat(figures.accepted()).isPositive();
  }

  /** Any of the settings may say anything: all problems are named, and no secret is shown. */
  @Test
  void settings_areReadOrRefusedWithoutShowingASecret() {
    FuzzRun.Figures figures =
        FuzzRun.of("settings", 1_500, 30_000).run(ValuesFuzzTest::values, ValuesFuzzTest::areValid);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static Map<SettingKey, String> values(Random random) {
    SettingKey[] keys = SettingKey.values();
    Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
    for (int i = random.nextInt(keys.length); i >= 0; i--) {
      values.put(keys[random.nextInt(keys.length)], text(random));
    }
    values.replaceAll((key, value) -> key.secret() ? "s3cr3t-" + value : value);
    return values;
  }

  private static boolean areValid(Map<SettingKey, String> values) {
    Map<String, String> given = new HashMap<>();
    values.forEach((key, value) -> given.put(key.key(), value));
    SettingsOutcome outcome = SettingLayers.of(StartValues.of(given, Map.of())).validate();
    return outcome.fold(
        valid -> true,
        invalid -> {
          assertThat(invalid.problems()).isNotEmpty();
          invalid
              .problems()
              .forEach(
                  p -> assertThat(p.sentence().english()).doesNotContain("s3cr3t").isNotBlank());
          return false;
        });
  }
}
