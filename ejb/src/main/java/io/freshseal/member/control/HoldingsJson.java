package io.freshseal.member.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.json.stream.JsonGenerator;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The list of what a computer holds. One list has one encoding, so that its digest names it: both
 * sides write it anew and never keep the other's bytes.
 */
public final class HoldingsJson {

  private HoldingsJson() {}

  /** The one encoding. */
  public static byte[] write(Holdings holdings) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          writeArray(holdings, json);
          json.writeEnd();
        });
  }

  /** What names the list. */
  public static Sha256 digest(Holdings holdings) {
    return Sha256.of(write(holdings));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedJsonException if it did not
   */
  public static Holdings read(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonList<HeldFile> files = elements();
      cursor.fields(Map.of("held", files)).requireArray("held");
      cursor.end();
      return new Holdings(files.items());
    }
  }

  static void writeArray(Holdings holdings, JsonGenerator json) {
    json.writeStartArray("held");
    for (HeldFile file : holdings.files()) {
      json.writeStartObject()
          .write("id", file.id().text())
          .write("version", file.version().text())
          .write("serial", file.serial())
          .write("signature", file.signature().hex())
          .write("expires", file.expires().toString())
          .write("first", file.first().name())
          .write("status", file.code().text())
          .writeEnd();
    }
    json.writeEnd();
  }

  static JsonList<HeldFile> elements() {
    return new JsonList<>(CatalogJson.MAX_COMPONENTS, cursor -> file(cursor.fields()));
  }

  private static HeldFile file(JsonFields fields) throws MalformedJsonException {
    return new HeldFile(
        fields.value("id", ComponentId::parse),
        fields.value("version", ComponentVersion::parse),
        fields.number("serial", 0, Long.MAX_VALUE),
        fields.value("signature", Sha256::parse),
        fields.instant("expires"),
        fields.value("first", HoldingsJson::place),
        fields.value("status", StatusCode::ofText));
  }

  private static Optional<ChainPlace> place(String text) {
    return Arrays.stream(ChainPlace.values()).filter(p -> p.name().equals(text)).findFirst();
  }
}
