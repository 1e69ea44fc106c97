package io.freshseal.catalog.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.CatalogSentence;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The catalog's JSON, format {@value Catalog#FORMAT}. Writing is deterministic: one catalog has one
 * encoding. Reading is strict and bounded, ignores unknown members, and refuses by value.
 */
public final class CatalogJson {

  /** Most bytes of a catalog's JSON, in however large a heap; see {@link #mostBytes()}. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  /** Most components of one catalog. */
  public static final int MAX_COMPONENTS = 100_000;

  /** Most bytes of a catalog's JSON in the smallest heap. */
  public static final int LEAST_BYTES = 8 * 1024 * 1024;

  private static final int SHARE_OF_HEAP = 16;
  private static final int MOST_HERE = mostBytes(Runtime.getRuntime().maxMemory());

  /** Most revocation lists that one catalog names. */
  public static final int MAX_CRLS = 16;

  /** Largest revocation list or bundle of anchors, in bytes. */
  public static final long MAX_OBJECT_BYTES = 1024 * 1024;

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private CatalogJson() {}

  /**
   * Most bytes of a catalog's JSON in this process. Nobody has signed the size of a catalog before
   * it is read, so it has to fit into the heap some times over: as bytes, in its envelope, and as
   * what is made of it.
   */
  public static int mostBytes() {
    return MOST_HERE;
  }

  /** The same in a heap of so many bytes: a sixteenth, but 8 MiB in the smallest one. */
  static int mostBytes(long heap) {
    return (int) Math.min(MAX_BYTES, Math.max(LEAST_BYTES, heap / SHARE_OF_HEAP));
  }

  /** The JSON of a catalog, in UTF-8. */
  public static byte[] write(Catalog catalog) {
    return JsonBytes.write(json -> write(catalog, json));
  }

  private static void write(Catalog catalog, JsonGenerator json) {
    json.writeStartObject()
        .write("format", Catalog.FORMAT)
        .write("source", catalog.source())
        .write("epoch", catalog.epoch())
        .write("sequence", catalog.sequence())
        .write("issued", catalog.issued().toString())
        .write("expires", catalog.expires().toString())
        .writeStartArray("components");
    for (CatalogEntry entry : catalog.components()) {
      json.writeStartObject();
      CatalogEntryJson.writeMembers(entry, json);
      json.writeEnd();
    }
    json.writeEnd().writeStartArray("crls");
    for (ObjectEntry crl : catalog.crls()) {
      json.writeStartObject()
          .write("sha256", crl.sha256().hex())
          .write("size", crl.size())
          .writeEnd();
    }
    json.writeEnd();
    catalog.anchors().ifPresent(anchors -> write(anchors, json));
    json.writeEnd();
  }

  private static void write(AnchorsEntry anchors, JsonGenerator json) {
    json.writeStartObject("anchors")
        .write("number", anchors.number())
        .write("sha256", anchors.sha256().hex())
        .write("size", anchors.size())
        .writeEnd();
  }

  /** Reads foreign bytes; never throws, whatever they are. */
  public static CatalogReading parse(byte[] json) {
    return parse(json, mostBytes());
  }

  /**
   * Reads bytes of the own store, whose digest was compared: accepted once, they stay so in a
   * smaller heap.
   */
  public static CatalogReading parseOwn(byte[] json) {
    return parse(json, MAX_BYTES);
  }

  private static CatalogReading parse(byte[] json, int most) {
    if (json.length > most) {
      return new CatalogReading.Refused(Sentence.of(CatalogSentence.TOO_LARGE, most));
    }
    try (JsonCursor cursor = new JsonCursor(json)) {
      Catalog catalog = read(cursor);
      cursor.end();
      return new CatalogReading.Read(catalog);
    } catch (MalformedJsonException e) {
      return new CatalogReading.Refused(Sentence.of(CatalogSentence.UNREADABLE, e.sentence()));
    }
  }

  private static Catalog read(JsonCursor cursor) throws MalformedJsonException {
    List<CatalogEntry> components = new ArrayList<>();
    Set<ComponentId> ids = new HashSet<>();
    List<ObjectEntry> crls = new ArrayList<>();
    JsonFields top =
        cursor.fields(
            Map.of(
                "components", element -> components.add(readComponent(element, ids)),
                "crls", element -> crls.add(readCrl(element, crls.size()))));
    top.value("format", CatalogJson::format);
    top.requireArray("components");
    if (top.has("crls")) {
      top.requireArray("crls");
    }
    Instant issued = top.instant("issued");
    Instant expires = top.instant("expires");
    if (!issued.isBefore(expires)) {
      throw new MalformedJsonException(CatalogSentence.EXPIRES_BEFORE_ISSUED);
    }
    return new Catalog(
        top.value("source", CatalogJson::source),
        top.number("epoch", 1, Long.MAX_VALUE),
        top.number("sequence", 1, Long.MAX_VALUE),
        issued,
        expires,
        components,
        crls,
        readAnchors(top.optionalObject("anchors")));
  }

  private static CatalogEntry readComponent(JsonCursor element, Set<ComponentId> ids)
      throws MalformedJsonException {
    if (ids.size() >= MAX_COMPONENTS) {
      throw new MalformedJsonException(CatalogSentence.TOO_MANY_COMPONENTS, MAX_COMPONENTS);
    }
    CatalogEntry entry = CatalogEntryJson.read(element.fields(), 1);
    if (!ids.add(entry.id())) {
      throw new MalformedJsonException(CatalogSentence.COMPONENT_TWICE);
    }
    return entry;
  }

  private static ObjectEntry readCrl(JsonCursor element, int before) throws MalformedJsonException {
    if (before >= MAX_CRLS) {
      throw new MalformedJsonException(CatalogSentence.TOO_MANY_CRLS, MAX_CRLS);
    }
    JsonFields fields = element.fields();
    return new ObjectEntry(
        fields.value("sha256", Sha256::parse), fields.number("size", 1, MAX_OBJECT_BYTES));
  }

  private static Optional<AnchorsEntry> readAnchors(Optional<JsonFields> fields)
      throws MalformedJsonException {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    JsonFields anchors = fields.get();
    return Optional.of(
        new AnchorsEntry(
            anchors.number("number", 1, Long.MAX_VALUE),
            anchors.value("sha256", Sha256::parse),
            anchors.number("size", 1, MAX_OBJECT_BYTES)));
  }

  private static Optional<String> format(String text) {
    return Catalog.FORMAT.equals(text) ? Optional.of(text) : Optional.empty();
  }

  /** Reads a source's name; empty unless it has the form of one. */
  public static Optional<String> source(String text) {
    return SOURCE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
