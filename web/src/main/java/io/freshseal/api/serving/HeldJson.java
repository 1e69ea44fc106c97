package io.freshseal.api.serving;

import io.freshseal.catalog.control.CatalogEntryJson;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.stream.JsonGenerator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What is held, as JSON. The list of a snapshot is written once and kept as long as the snapshot
 * is, because every console and every curious agent asks for it.
 */
@ApplicationScoped
public class HeldJson {

  private final Map<Snapshot, Document> lists = Collections.synchronizedMap(new WeakHashMap<>());

  /** JSON with the digest of its bytes. */
  record Document(byte[] bytes, Sha256 digest) {

    static Document of(byte[] bytes) {
      return new Document(bytes, Sha256.of(bytes));
    }

    Representation representation() {
      return new Representation(digest, bytes.length, Representation.JSON, Caching.ASK_EACH_TIME);
    }
  }

  /** Everything that is held. */
  Document list(Snapshot snapshot) {
    return lists.computeIfAbsent(snapshot, s -> Document.of(JsonBytes.write(j -> list(s, j))));
  }

  /** The versions of one component, the held one first. */
  Document versions(List<CatalogEntry> versions) {
    return Document.of(
        JsonBytes.write(
            json -> {
              json.writeStartObject().write("id", versions.get(0).id().text());
              entries("versions", versions, json);
              json.writeEnd();
            }));
  }

  private static void list(Snapshot snapshot, JsonGenerator json) {
    json.writeStartObject()
        .write("source", snapshot.catalog().source())
        .write("epoch", snapshot.catalog().epoch())
        .write("sequence", snapshot.catalog().sequence())
        .write("issued", snapshot.catalog().issued().toString())
        .write("expires", snapshot.catalog().expires().toString());
    entries("components", snapshot.held(), json);
    json.writeEnd();
  }

  private static void entries(String name, List<CatalogEntry> entries, JsonGenerator json) {
    json.writeStartArray(name);
    for (CatalogEntry entry : entries) {
      json.writeStartObject();
      CatalogEntryJson.writeMembers(entry, json);
      json.writeEnd();
    }
    json.writeEnd();
  }
}
