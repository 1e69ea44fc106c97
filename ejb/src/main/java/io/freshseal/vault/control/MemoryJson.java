package io.freshseal.vault.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.ComponentMemory;
import jakarta.json.stream.JsonGenerator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of a {@link CatalogMemory}. */
final class MemoryJson {

  private MemoryJson() {}

  static void write(CatalogMemory memory, JsonGenerator json) {
    json.writeStartObject()
        .write("source", memory.source())
        .write("epoch", memory.epoch())
        .write("sequence", memory.sequence())
        .write("catalog", memory.catalog().hex())
        .write("trustedTime", memory.trustedTime().toString())
        .writeStartArray("components");
    new TreeMap<>(memory.components()).forEach((id, known) -> write(id, known, json));
    json.writeEnd().writeEnd();
  }

  private static void write(ComponentId id, ComponentMemory known, JsonGenerator json) {
    json.writeStartObject()
        .write("id", id.text())
        .write("version", known.version().text())
        .write("content", known.content().hex())
        .write("serial", known.serial())
        .write("signedAt", known.signedAt().toString())
        .writeEnd();
  }

  static CatalogMemory read(JsonCursor cursor) throws MalformedJsonException {
    Map<ComponentId, ComponentMemory> components = new HashMap<>();
    JsonFields fields =
        cursor.fields(Map.of("components", element -> readComponent(element.fields(), components)));
    return new CatalogMemory(
        fields.value("source", CatalogJson::source),
        fields.number("epoch", 1, Long.MAX_VALUE),
        fields.number("sequence", 1, Long.MAX_VALUE),
        fields.value("catalog", Sha256::parse),
        fields.instant("trustedTime"),
        components);
  }

  private static void readComponent(JsonFields fields, Map<ComponentId, ComponentMemory> components)
      throws MalformedJsonException {
    components.put(
        fields.value("id", ComponentId::parse),
        new ComponentMemory(
            fields.value("version", ComponentVersion::parse),
            fields.value("content", Sha256::parse),
            fields.number("serial", 0, Long.MAX_VALUE),
            fields.instant("signedAt")));
  }
}
