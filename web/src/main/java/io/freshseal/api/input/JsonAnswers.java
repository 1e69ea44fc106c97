package io.freshseal.api.input;

import io.freshseal.shared.control.JsonBytes;
import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;

/** JSON for responses that nobody may keep. */
public final class JsonAnswers {

  private JsonAnswers() {}

  /** An object with the members that are written. */
  public static byte[] object(Consumer<JsonGenerator> members) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          members.accept(json);
          json.writeEnd();
        });
  }

  /** An object with one array of objects. */
  public static <T> byte[] list(String name, Iterable<T> elements, Writer<T> writer) {
    return object(json -> array(json, name, elements, writer));
  }

  /** Writes an array of objects as a member. */
  public static <T> void array(
      JsonGenerator json, String name, Iterable<T> elements, Writer<T> writer) {
    json.writeStartArray(name);
    for (T element : elements) {
      json.writeStartObject();
      writer.write(element, json);
      json.writeEnd();
    }
    json.writeEnd();
  }

  /** Writes the members of one object. */
  @FunctionalInterface
  public interface Writer<T> {
    /** Writes into the object that was begun. */
    void write(T value, JsonGenerator json);
  }
}
