package io.freshseal.replication.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationPlanTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  @ParameterizedTest(name = "{0}: held {1} signed {2}, refreshes {3} -> {4}")
  @CsvSource({
    "nothing held by a new build,         -,   -, true,  FETCH_BOTH",
    "nothing held by an old build,        -,   -, false, FETCH_BOTH",
    "same files on a new build,           2.0, 5, true,  KEEP",
    "same files on an old build,          2.0, 5, false, KEEP",
    "renewed signature on a new build,    2.0, 4, true,  FETCH_SIGNATURE",
    "renewed signature on an old build,   2.0, 4, false, SKIP_SIGNATURE",
    "other version on a new build,        1.9, 5, true,  FETCH_BOTH",
    "other version on an old build,       1.9, 5, false, FETCH_BOTH",
  })
  void plan_of_a_component_follows_from_what_is_held_and_from_the_build(
      String name, String version, String serial, boolean refreshes, Action expected) {
    Optional<CatalogEntry> held =
        version.equals("-")
            ? Optional.empty()
            : Optional.of(entry(version, Long.parseLong(serial)));

    ReplicationPlan plan = ReplicationPlan.of(catalog(entry("2.0", 5)), id -> held, refreshes);

    assertThat(plan.steps()).extracting(PlannedStep::action).containsExactly(expected);
  }

  private static Catalog catalog(CatalogEntry entry) {
    return new Catalog(
        "primary", 1, 1, NOW, NOW.plusSeconds(60), List.of(entry), List.of(), Optional.empty());
  }

  private static CatalogEntry entry(String version, long serial) {
    return new CatalogEntry(
        new ComponentId("rules"),
        ComponentKind.RULES,
        Platform.ANY,
        new ComponentVersion(version),
        10,
        Sha256.of(version.getBytes()),
        new SignatureEntry(
            Sha256.of((version + serial).getBytes()), 5, serial, NOW, NOW.plusSeconds(9)));
  }
}
