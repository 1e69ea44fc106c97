package io.freshseal.vault.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonCursor.Element;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.RevocationMemory;
import io.freshseal.vault.entity.StoreMemory;
import jakarta.json.stream.JsonGenerator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of a {@link StoreMemory}: by itself, format {@code freshseal-memory/1}, and as members
 * of a state.
 */
final class StoreMemoryJson {

  /** By itself. */
  static final CheckedFile.Format<StoreMemory> FORM =
      new CheckedFile.Format<>() {
        @Override
        public byte[] write(StoreMemory memory) {
          return StoreMemoryJson.write(memory);
        }

        @Override
        public StoreMemory parse(byte[] json) throws MalformedJsonException {
          return StoreMemoryJson.parse(json);
        }
      };

  private static final String FORMAT = "freshseal-memory/1";

  private final Map<String, CatalogMemory> memories = new HashMap<>();
  private final Map<Sha256, RevocationMemory.Known> lists = new HashMap<>();

  private static byte[] write(StoreMemory memory) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject().write("format", FORMAT);
          writeMembers(memory, json);
          json.writeEnd();
        });
  }

  private static StoreMemory parse(byte[] bytes) throws MalformedJsonException {
    StoreMemoryJson reader = new StoreMemoryJson();
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonFields top = cursor.fields(reader.arrays());
      cursor.end();
      top.value("format", text -> FORMAT.equals(text) ? Optional.of(text) : Optional.empty());
      return reader.read(top);
    }
  }

  /** Writes the members of an object that was begun. */
  static void writeMembers(StoreMemory memory, JsonGenerator json) {
    memory.trustedTime().ifPresent(time -> json.write("trustedTime", time.toString()));
    memory.source().ifPresent(name -> json.write("source", name));
    json.writeStartArray("revocations");
    RevocationJson.write(memory.revocations(), json);
    json.writeEnd().writeStartArray("memories");
    memory.memories().values().forEach(catalog -> MemoryJson.write(catalog, json));
    json.writeEnd();
  }

  /** What to do with the arrays among the members. */
  Map<String, Element> arrays() {
    return Map.of(
        "revocations",
        element -> RevocationJson.read(element.fields(), lists),
        "memories",
        element -> {
          CatalogMemory memory = MemoryJson.read(element);
          memories.put(memory.source(), memory);
        });
  }

  /** Reads the members after the arrays were read. */
  StoreMemory read(JsonFields fields) throws MalformedJsonException {
    Optional<String> source =
        fields.has("source")
            ? Optional.of(fields.value("source", CatalogJson::source))
            : Optional.empty();
    return new StoreMemory(
        memories, fields.optionalInstant("trustedTime"), source, new RevocationMemory(lists));
  }
}
