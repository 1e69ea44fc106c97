package io.freshseal.api.serving;

import io.freshseal.catalog.control.CatalogEntryJson;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.stream.JsonGenerator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What is held, as JSON, and on what it was accepted here. The list of a snapshot is written once
 * and kept as long as the snapshot is and is judged the same, because every console and every
 * curious agent asks for it.
 */
@ApplicationScoped
public class HeldJson {

  private final Map<Snapshot, Kept> lists = Collections.synchronizedMap(new WeakHashMap<>());

  /** JSON with the digest of its bytes. */
  record Document(byte[] bytes, Sha256 digest) {

    static Document of(byte[] bytes) {
      return new Document(bytes, Sha256.of(bytes));
    }

    Representation representation() {
      return new Representation(digest, bytes.length, Representation.JSON, Caching.ASK_EACH_TIME);
    }
  }

  private record Kept(Judgements judged, Document list) {}

  /** Everything that is held. */
  Document list(Snapshot snapshot, Judgements judged) {
    return lists
        .compute(
            snapshot,
            (same, kept) ->
                kept != null && kept.judged().equals(judged)
                    ? kept
                    : new Kept(
                        judged, Document.of(JsonBytes.write(json -> list(snapshot, judged, json)))))
        .list();
  }

  /** The versions of one component, the held one first. */
  Document versions(List<CatalogEntry> versions, Judgements judged) {
    return Document.of(
        JsonBytes.write(
            json -> {
              json.writeStartObject()
                  .write("id", versions.get(0).id().text())
                  .writeStartArray("versions");
              versions.forEach(entry -> entry(entry, judged, json));
              json.writeEnd().writeEnd();
            }));
  }

  private static void list(Snapshot snapshot, Judgements judged, JsonGenerator json) {
    json.writeStartObject()
        .write("source", snapshot.catalog().source())
        .write("epoch", snapshot.catalog().epoch())
        .write("sequence", snapshot.catalog().sequence())
        .write("issued", snapshot.catalog().issued().toString())
        .write("expires", snapshot.catalog().expires().toString())
        .writeStartArray("components");
    snapshot.held().forEach(entry -> entry(entry, judged, json));
    json.writeEnd().writeEnd();
  }

  private static void entry(CatalogEntry entry, Judgements judged, JsonGenerator json) {
    json.writeStartObject();
    CatalogEntryJson.writeMembers(
        entry, json, inner -> judged.of(entry).ifPresent(basis -> basis(basis, inner)));
    json.writeEnd();
  }

  private static void basis(SignatureBasis basis, JsonGenerator json) {
    json.write("basis", basis.dates().name());
    basis.timestamp().ifPresent(time -> json.write("timestamp", time.toString()));
  }
}
