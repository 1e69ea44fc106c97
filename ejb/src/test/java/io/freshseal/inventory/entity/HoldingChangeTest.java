package io.freshseal.inventory.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HoldingChangeTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static Holding holding(String id, String version, StatusCode status) {
    Sha256 digest = Sha256.of(version.getBytes());
    return new Holding(
        new CatalogEntry(
            new ComponentId(id),
            ComponentKind.PATTERN,
            Platform.ANY,
            new ComponentVersion(version),
            3,
            digest,
            new SignatureEntry(digest, 3, 1, NOW, NOW.plusSeconds(9))),
        status,
        Optional.empty());
  }

  private static Holding holding(String id, String version) {
    return holding(id, version, StatusCode.OK);
  }

  @Test
  void whatIsTheSame_isNotInIt() {
    List<Holding> held = List.of(holding("a", "1"), holding("b", "1"));

    assertThat(HoldingChange.between(held, List.of(holding("a", "1"), holding("b", "1"))))
        .isEqualTo(new HoldingChange(List.of(), List.of()));
  }

  @Test
  void anotherVersion_andAnotherVerdict_areChanges() {
    List<Holding> before = List.of(holding("a", "1"), holding("b", "1"), holding("c", "1"));
    Holding newer = holding("a", "2");
    Holding expired = holding("c", "1", StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);

    HoldingChange change =
        HoldingChange.between(before, List.of(newer, holding("b", "1"), expired));

    assertThat(change.changed()).containsExactly(newer, expired);
    assertThat(change.gone()).isEmpty();
  }

  @Test
  void changes_madeToTheOneList_giveTheOther() {
    Random random = new Random(5);
    List<Holding> before = List.of();
    for (int round = 0; round < 200; round++) {
      List<Holding> now = new ArrayList<>();
      for (char id = 'a'; id < 'k'; id++) {
        if (random.nextInt(3) > 0) {
          now.add(holding("" + id, "" + random.nextInt(3)));
        }
      }
      TreeMap<ComponentId, Holding> made = new TreeMap<>();
      before.forEach(one -> made.put(one.entry().id(), one));
      HoldingChange change = HoldingChange.between(before, now);
      change.gone().forEach(made::remove);
      change.changed().forEach(one -> made.put(one.entry().id(), one));

      assertThat(made.values()).containsExactlyElementsOf(now);
      assertThat(change.changed()).noneMatch(before::contains);
      before = now;
    }
  }
}
