package io.freshseal.api.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.ProblemException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @Test
  void well_formed_values_are_read() {
    assertThat(Parameters.read(ComponentId.class, "a.b-c")).isEqualTo(new ComponentId("a.b-c"));
    assertThat(Parameters.read(Duration.class, "P30D")).isEqualTo(Duration.ofDays(30));
    assertThat(Parameters.read(Integer.class, "007")).isEqualTo(7);
    assertThat(Parameters.read(Instant.class, "2026-11-22T09:30:00Z"))
        .isEqualTo(Instant.parse("2026-11-22T09:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../etc", "a/b", "a\0", "A", "-a", "a..b", "é"})
  void an_id_that_could_be_a_path_is_refused(String text) {
    assertRefused(ComponentId.class, text);
  }

  @Test
  void an_overlong_value_is_refused() {
    assertRefused(ComponentId.class, "a".repeat(65));
    assertRefused(ComponentVersion.class, "1.2.3.4.5.6.7.8.9");
    assertRefused(Sha256.class, "0".repeat(65));
    assertRefused(Integer.class, "1".repeat(10));
    assertRefused(Instant.class, "2026-11-22T09:30:00." + "0".repeat(100) + "Z");
    assertRefused(Duration.class, "PT" + "1".repeat(100) + "S");
  }

  @Test
  void an_absent_value_stays_absent() {
    assertThat(
            new Parameters()
                .getConverter(ComponentId.class, ComponentId.class, null)
                .fromString(null))
        .isNull();
  }

  private static void assertRefused(Class<?> type, String text) {
    assertThatThrownBy(() -> Parameters.read(type, text))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }
}
