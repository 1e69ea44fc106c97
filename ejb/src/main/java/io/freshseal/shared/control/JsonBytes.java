package io.freshseal.shared.control;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Consumer;

/** Writes JSON without white space, so that one value has one encoding. */
public final class JsonBytes {

  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private JsonBytes() {}

  /**
   * Gives what was generated, in UTF-8.
   *
   * @param writer writes exactly one value
   */
  public static byte[] write(Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = GENERATORS.createGenerator(bytes)) {
      writer.accept(generator);
    }
    return bytes.toByteArray();
  }
}
