package io.freshseal.shelf.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.DeltaChange;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is made: from the last three versions, from what readers hold, and the long wholes. */
class DeltaPlanTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private StoreState state = StoreState.empty();
  private Snapshot served;

  private static Sha256 content(int version) {
    return Sha256.of(("content " + version).getBytes(UTF_8));
  }

  private static CatalogEntry entry(int version, long size) {
    Sha256 signature = Sha256.of(("signature " + version).getBytes(UTF_8));
    return new CatalogEntry(
        new ComponentId("one"),
        ComponentKind.PATTERN,
        Platform.ANY,
        new ComponentVersion("1." + version),
        size,
        content(version),
        new SignatureEntry(signature, 10, 1, NOW, NOW.plusSeconds(1000)));
  }

  private void serve(int version, long size) {
    List<CatalogEntry> entries = List.of(entry(version, size));
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            version,
            NOW,
            NOW.plusSeconds(86400),
            entries,
            List.of(),
            Optional.empty());
    byte[] payload = CatalogJson.write(catalog);
    ObjectEntry object = new ObjectEntry(Sha256.of(payload), payload.length);
    state = state.serving(new ServedCatalog(object, object), entries, NOW);
    served = new Snapshot(state, catalog);
  }

  private static DeltaChange change(int held, int wanted) {
    return new DeltaChange(content(held), content(wanted));
  }

  @Test
  void lastThreeVersions_leadToTheOneOfNow_theNewestFirst() {
    for (int version = 1; version <= 6; version++) {
      serve(version, 1000);
    }

    assertThat(new DeltaPlan().of(served, Set.of()))
        .containsExactly(change(5, 6), change(4, 6), change(3, 6));
  }

  @Test
  void olderOne_leadsThere_ifReadersHoldIt() {
    for (int version = 1; version <= 6; version++) {
      serve(version, 1000);
    }
    Set<Sha256> held = Set.of(content(1), content(4), content(99));

    assertThat(new DeltaPlan().of(served, held))
        .containsExactly(change(5, 6), change(4, 6), change(3, 6), change(1, 6));
    assertThat(DeltaPlan.former(served)).contains(content(1), content(5)).hasSize(6);
  }

  @Test
  void longContents_comeWhole_shortOnesDoNot() {
    serve(1, 65_536);
    assertThat(DeltaPlan.wholes(served)).containsExactly(DeltaChange.whole(content(1)));

    serve(2, 65_535);
    assertThat(DeltaPlan.wholes(served)).isEmpty();
  }
}
