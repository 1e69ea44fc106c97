package io.freshseal.console.components;

import static io.freshseal.console.components.Rows.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NOW = Rows.SIGNED.plus(Duration.ofDays(9));

  @Test
  void theSameFiles_areCurrent() {
    assertThat(only(entry("virus", "1.0", 2), entry("virus", "1.0", 2)).standing())
        .isEqualTo(Standing.CURRENT);
  }

  @Test
  void aRenewedSignatureFileAtTheSource_isNamedWithBothSerials() {
    ComponentRow row = only(entry("virus", "1.0", 2), entry("virus", "1.0", 3));

    assertThat(row.standing()).isEqualTo(Standing.SIGNATURE_BEHIND);
    assertThat(row.offeredSerial()).isEqualTo(3);
    assertThat(row.entry().signature().serial()).isEqualTo(2);
  }

  @Test
  void aNewVersionAtTheSource_comesBeforeItsSignature() {
    assertThat(only(entry("virus", "1.0", 2), entry("virus", "1.1", 1)).standing())
        .isEqualTo(Standing.VERSION_BEHIND);
  }

  @Test
  void whatIsOfferedAndNotHeld_isMissing() {
    List<ComponentRow> rows = Comparison.of(List.of(), List.of(entry("virus", "1.0", 1)), NOW);

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).standing()).isEqualTo(Standing.MISSING);
    assertThat(rows.get(0).held()).isFalse();
  }

  @Test
  void whatIsHeldAndNotOfferedAnyMore_isWithdrawn() {
    List<ComponentRow> rows = Comparison.of(List.of(entry("virus", "1.0", 1)), List.of(), NOW);

    assertThat(rows.get(0).standing()).isEqualTo(Standing.WITHDRAWN);
    assertThat(rows.get(0).standing().isBehind()).isFalse();
  }

  @Test
  void rows_areSortedByName() {
    List<ComponentRow> rows =
        Comparison.of(
            List.of(entry("b", "1", 1)), List.of(entry("c", "1", 1), entry("a", "1", 1)), NOW);

    assertThat(rows).extracting(ComponentRow::id).containsExactly("a", "b", "c");
  }

  @Test
  void theLifeOfASignature_isCountedInHundredths() {
    assertThat(Comparison.alone(List.of(entry("virus", "1", 1)), NOW).get(0).used()).isEqualTo(10);
  }

  private static ComponentRow only(CatalogEntry held, CatalogEntry offered) {
    List<ComponentRow> rows = Comparison.of(List.of(held), List.of(offered), NOW);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
