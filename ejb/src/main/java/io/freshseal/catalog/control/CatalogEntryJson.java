package io.freshseal.catalog.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;

/** One component as the catalog and the state of a store write it. */
public final class CatalogEntryJson {

  /** Largest content of one component, in bytes (1 TiB). */
  public static final long MAX_CONTENT_BYTES = 1L << 40;

  /** Largest signature file, in bytes. A real one has a few kilobytes. */
  public static final long MAX_SIGNATURE_BYTES = 256 * 1024;

  private CatalogEntryJson() {}

  /** Writes the members of a component into the object that was begun. */
  public static void writeMembers(CatalogEntry entry, JsonGenerator json) {
    writeMembers(entry, json, nothing -> {});
  }

  /**
   * The same with more to say of the signature.
   *
   * @param more writes members into the object of the signature
   */
  public static void writeMembers(
      CatalogEntry entry, JsonGenerator json, Consumer<JsonGenerator> more) {
    SignatureEntry signature = entry.signature();
    json.write("id", entry.id().text())
        .write("kind", entry.kind().name())
        .write("platform", entry.platform().text())
        .write("version", entry.version().text())
        .write("size", entry.size())
        .write("sha256", entry.sha256().hex())
        .writeStartObject("signature")
        .write("sha256", signature.sha256().hex())
        .write("size", signature.size())
        .write("serial", signature.serial())
        .write("signedAt", signature.signedAt().toString())
        .write("expires", signature.expires().toString());
    more.accept(json);
    json.writeEnd();
  }

  /**
   * Reads one component.
   *
   * @param lowestSerial 1 in a catalog, 0 where a signature file may be held whose serial is
   *     unknown
   */
  public static CatalogEntry read(JsonFields fields, long lowestSerial)
      throws MalformedJsonException {
    return new CatalogEntry(
        fields.value("id", ComponentId::parse),
        fields.value("kind", ComponentKind::parse),
        fields.value("platform", Platform::parse),
        fields.value("version", ComponentVersion::parse),
        fields.number("size", 0, MAX_CONTENT_BYTES),
        fields.value("sha256", Sha256::parse),
        readSignature(fields.object("signature"), lowestSerial));
  }

  private static SignatureEntry readSignature(JsonFields fields, long lowestSerial)
      throws MalformedJsonException {
    return new SignatureEntry(
        fields.value("sha256", Sha256::parse),
        fields.number("size", 1, MAX_SIGNATURE_BYTES),
        fields.number("serial", lowestSerial, Long.MAX_VALUE),
        fields.instant("signedAt"),
        fields.instant("expires"));
  }
}
