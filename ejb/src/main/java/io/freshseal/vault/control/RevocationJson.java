package io.freshseal.vault.control;

import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationMemory;
import io.freshseal.trust.entity.RevocationMemory.Known;
import jakarta.json.stream.JsonGenerator;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The JSON of a {@link RevocationMemory}. */
final class RevocationJson {

  // RFC 5280 5.2.3: at most 20 octets.
  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{1,40}");

  private RevocationJson() {}

  /** Writes the elements of an array. */
  static void write(RevocationMemory memory, JsonGenerator json) {
    Map<String, Known> sorted = new TreeMap<>();
    memory.newest().forEach((issuer, known) -> sorted.put(issuer.hex(), known));
    sorted.forEach(
        (issuer, known) ->
            json.writeStartObject()
                .write("issuer", issuer)
                .write("number", known.number().toString(16))
                .write("sha256", known.list().sha256().hex())
                .write("size", known.list().size())
                .writeEnd());
  }

  /** Reads one element of the array. */
  static void read(JsonFields fields, Map<Sha256, Known> into) throws MalformedJsonException {
    into.put(
        fields.value("issuer", Sha256::parse),
        new Known(
            fields.value("number", RevocationJson::number),
            new ObjectEntry(
                fields.value("sha256", Sha256::parse),
                fields.number("size", 1, RevocationList.MAX_BYTES))));
  }

  private static Optional<BigInteger> number(String hex) {
    return NUMBER.matcher(hex).matches() ? Optional.of(new BigInteger(hex, 16)) : Optional.empty();
  }
}
