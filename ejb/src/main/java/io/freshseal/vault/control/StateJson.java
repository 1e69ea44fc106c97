package io.freshseal.vault.control;

import io.freshseal.catalog.control.CatalogEntryJson;
import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonCursor.Element;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.StoreState;
import io.freshseal.vault.entity.Superseded;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of a {@link StoreState}, format {@code freshseal-store/1}. */
final class StateJson {

  static final CheckedFile.Format<StoreState> FORM =
      new CheckedFile.Format<>() {
        @Override
        public byte[] write(StoreState state) {
          return StateJson.write(state);
        }

        @Override
        public StoreState parse(byte[] json) throws MalformedJsonException {
          return StateJson.parse(json);
        }
      };

  private static final String FORMAT = "freshseal-store/1";
  private static final String CONTENTS = "contents";
  private static final String ON_REQUEST = "ON_REQUEST";

  private StateJson() {}

  static byte[] write(StoreState state) {
    return JsonBytes.write(json -> write(state, json));
  }

  private static void write(StoreState state, JsonGenerator json) {
    json.writeStartObject().write("format", FORMAT);
    state.served().ifPresent(served -> write(served, json));
    if (state.onRequest()) {
      json.write(CONTENTS, ON_REQUEST);
    }
    json.writeStartArray("held");
    state.held().forEach(entry -> writeEntry(entry, Optional.empty(), json));
    json.writeEnd().writeStartArray("superseded");
    state.superseded().forEach(old -> writeEntry(old.entry(), Optional.of(old.since()), json));
    json.writeEnd();
    StoreMemoryJson.writeMembers(state.memory(), json);
    json.writeEnd();
  }

  private static void write(ServedCatalog served, JsonGenerator json) {
    json.writeStartObject("served");
    writeObject("envelope", served.envelope(), json);
    writeObject("payload", served.payload(), json);
    json.writeEnd();
  }

  private static void writeObject(String name, ObjectEntry object, JsonGenerator json) {
    json.writeStartObject(name)
        .write("sha256", object.sha256().hex())
        .write("size", object.size())
        .writeEnd();
  }

  private static void writeEntry(CatalogEntry entry, Optional<Instant> since, JsonGenerator json) {
    json.writeStartObject();
    CatalogEntryJson.writeMembers(entry, json);
    since.ifPresent(instant -> json.write("since", instant.toString()));
    json.writeEnd();
  }

  /**
   * Reads a state.
   *
   * @throws MalformedJsonException if the bytes are none
   * @throws IllegalArgumentException if they contradict themselves
   */
  static StoreState parse(byte[] bytes) throws MalformedJsonException {
    List<CatalogEntry> held = new ArrayList<>();
    List<Superseded> superseded = new ArrayList<>();
    StoreMemoryJson memory = new StoreMemoryJson();
    Map<String, Element> arrays = new HashMap<>(memory.arrays());
    arrays.put("held", element -> held.add(CatalogEntryJson.read(element.fields(), 0)));
    arrays.put("superseded", element -> superseded.add(readSuperseded(element)));
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonFields top = cursor.fields(arrays);
      cursor.end();
      top.value("format", text -> FORMAT.equals(text) ? Optional.of(text) : Optional.empty());
      boolean onRequest =
          top.optionalValue(CONTENTS, text -> Optional.of(text).filter(ON_REQUEST::equals))
              .isPresent();
      return new StoreState(
          readServed(top.optionalObject("served")), held, superseded, memory.read(top), onRequest);
    }
  }

  private static Superseded readSuperseded(JsonCursor element) throws MalformedJsonException {
    JsonFields fields = element.fields();
    return new Superseded(CatalogEntryJson.read(fields, 0), fields.instant("since"));
  }

  private static Optional<ServedCatalog> readServed(Optional<JsonFields> fields)
      throws MalformedJsonException {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServedCatalog(
            readObject(fields.get().object("envelope")),
            readObject(fields.get().object("payload"))));
  }

  private static ObjectEntry readObject(JsonFields fields) throws MalformedJsonException {
    return new ObjectEntry(
        fields.value("sha256", Sha256::parse),
        fields.number("size", 1, 2L * CatalogJson.MAX_BYTES));
  }
}
