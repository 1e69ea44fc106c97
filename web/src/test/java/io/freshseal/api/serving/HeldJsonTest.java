package io.freshseal.api.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.console.components.Rows;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldJsonTest {

  private static final Instant STAMPED = Rows.SIGNED.plusSeconds(1);
  private static final CatalogEntry A = Rows.entry("pattern.a", "1.0", 1);
  private static final CatalogEntry B = Rows.entry("pattern.b", "1.0", 1);

  private final HeldJson held = new HeldJson();

  private static Judgements timestamped(CatalogEntry entry) {
    return new Judgements(
        Map.of(
            entry.signature().sha256(),
            SignatureBasis.CLASSICAL.at(Optional.of(STAMPED)).timestamped()));
  }

  private static JsonObject signature(HeldJson.Document document, String list, int index) {
    return Json.createReader(new ByteArrayInputStream(document.bytes()))
        .readObject()
        .getJsonArray(list)
        .getJsonObject(index)
        .getJsonObject("signature");
  }

  private static Snapshot snapshot(CatalogEntry... entries) {
    Instant issued = Rows.SIGNED;
    Catalog catalog =
        new Catalog(
            "test",
            1,
            1,
            issued,
            issued.plus(Duration.ofDays(30)),
            List.of(entries),
            List.of(),
            Optional.empty());
    byte[] payload = CatalogJson.write(catalog);
    ObjectEntry object = new ObjectEntry(Sha256.of(payload), payload.length);
    return new Snapshot(
        StoreState.empty().serving(new ServedCatalog(object, object), List.of(entries), issued),
        catalog);
  }

  @Test
  void basis_isAFieldOfItsOwnBesideTheSignature() {
    JsonObject signature = signature(held.versions(List.of(A), timestamped(A)), "versions", 0);

    assertThat(signature.getString("basis")).isEqualTo("TIMESTAMPED");
    assertThat(signature.getString("timestamp")).isEqualTo(STAMPED.toString());
    assertThat(signature.getInt("serial")).isEqualTo(1);
  }

  @Test
  void signatureWithoutAnAcceptance_hasNoBasis() {
    assertThat(signature(held.versions(List.of(B), timestamped(A)), "versions", 0))
        .doesNotContainKeys("basis", "timestamp");
  }

  @Test
  void list_isWrittenAnewOnlyWhenItIsJudgedOtherwise() {
    Snapshot snapshot = snapshot(A, B);

    HeldJson.Document before = held.list(snapshot, Judgements.NONE);
    HeldJson.Document same = held.list(snapshot, new Judgements(Map.of()));
    HeldJson.Document after = held.list(snapshot, timestamped(B));

    assertThat(same).isSameAs(before);
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(signature(before, "components", 1)).doesNotContainKey("basis");
    assertThat(signature(after, "components", 0)).doesNotContainKey("basis");
    assertThat(signature(after, "components", 1).getString("basis")).isEqualTo("TIMESTAMPED");
  }

  @Test
  void onlyWhatStandsByItsTimestampAlone_isCountedAsSuch() {
    assertThat(timestamped(A).timestamped(List.of(A, B))).isEqualTo(1);
    assertThat(timestamped(A).timestamped(List.of(B))).isZero();
    assertThat(
            new Judgements(Map.of(A.signature().sha256(), SignatureBasis.CLASSICAL))
                .timestamped(List.of(A)))
        .isZero();
  }
}
