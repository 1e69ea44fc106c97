package io.freshseal.shared.control;

import io.freshseal.shared.entity.JsonSentence;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads foreign JSON from front to back without building a tree of it: strict UTF-8, no duplicate
 * member names, bounded nesting and member count, every fault a {@link MalformedJsonException}.
 * Bound the bytes before they come here. Not for several threads.
 */
public final class JsonCursor implements AutoCloseable {

  // Each look-up of the provider searches the whole class path, so there is one.
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private static final int MAX_DEPTH = 16;
  private static final int MAX_MEMBERS = 256;
  // The longest that any format has: half a mebibyte in Base64.
  private static final int MAX_TEXT = 720 * 1024;

  private final JsonParser parser;
  private int depth;
  // A pull parser cannot look ahead: the opening of an array's next object is taken, then handed
  // on.
  private boolean opened;
  private String text;

  /** Starts before the first value. */
  public JsonCursor(byte[] utf8) {
    this.parser =
        PARSERS.createParser(
            new InputStreamReader(
                new ByteArrayInputStream(utf8),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** Reads one element of an array; has to consume exactly one value. */
  @FunctionalInterface
  public interface Element {
    /** Reads the value that the cursor stands before. */
    void read(JsonCursor cursor) throws MalformedJsonException;
  }

  /** Reads an object; the arrays in it are skipped. */
  public JsonFields fields() throws MalformedJsonException {
    return fields(Map.of());
  }

  /**
   * Reads an object.
   *
   * @param arrays what to do with the elements of the arrays directly in it, by member name; other
   *     arrays are skipped. Whether an array was there tells {@link JsonFields#requireArray}
   */
  public JsonFields fields(Map<String, Element> arrays) throws MalformedJsonException {
    if (next() != Event.START_OBJECT) {
      throw new MalformedJsonException(JsonSentence.NO_OBJECT);
    }
    return fieldsFromHere(arrays);
  }

  /** Reads a text; to be called for an element of an array alone. */
  public String text() throws MalformedJsonException {
    if (text == null) {
      throw new MalformedJsonException(JsonSentence.NO_ARRAY_OF_TEXTS);
    }
    String read = text;
    text = null;
    return read;
  }

  /** Makes sure that nothing follows the outermost value. */
  public void end() throws MalformedJsonException {
    try {
      if (!parser.hasNext()) {
        return;
      }
    } catch (RuntimeException e) {
      throw malformed();
    }
    throw new MalformedJsonException(JsonSentence.MORE_VALUES);
  }

  @Override
  public void close() {
    parser.close();
  }

  private JsonFields fieldsFromHere(Map<String, Element> arrays) throws MalformedJsonException {
    enter();
    Map<String, Object> members = new HashMap<>();
    Set<String> names = new HashSet<>();
    while (next() != Event.END_OBJECT) {
      String name = bounded();
      if (!names.add(name)) {
        throw new MalformedJsonException(JsonSentence.MEMBER_TWICE);
      }
      if (names.size() > MAX_MEMBERS) {
        throw new MalformedJsonException(JsonSentence.TOO_MANY_MEMBERS, MAX_MEMBERS);
      }
      readMember(name, arrays, members);
    }
    depth--;
    return new JsonFields(members);
  }

  private void readMember(String name, Map<String, Element> arrays, Map<String, Object> members)
      throws MalformedJsonException {
    switch (next()) {
      case VALUE_STRING -> members.put(name, bounded());
      case VALUE_NUMBER -> members.put(name, new JsonFields.NumberText(bounded()));
      case START_OBJECT -> members.put(name, fieldsFromHere(Map.of()));
      case START_ARRAY -> {
        members.put(name, JsonFields.ARRAY);
        readArray(arrays.get(name));
      }
      default -> {
        // null reads as absent; no format of this product has a boolean member
      }
    }
  }

  private String bounded() throws MalformedJsonException {
    String read = parser.getString();
    if (read.length() > MAX_TEXT) {
      throw new MalformedJsonException(JsonSentence.TEXT_TOO_LONG, MAX_TEXT);
    }
    return read;
  }

  private void readArray(Element element) throws MalformedJsonException {
    enter();
    if (element == null) {
      skipArray();
    } else {
      elements(element);
    }
    depth--;
  }

  private void elements(Element element) throws MalformedJsonException {
    Event event = advance();
    while (event != Event.END_ARRAY) {
      opened = event == Event.START_OBJECT;
      text = event == Event.VALUE_STRING ? bounded() : null;
      if (!opened && text == null) {
        throw new MalformedJsonException(JsonSentence.NO_ARRAY_OF_OBJECTS);
      }
      element.read(this);
      event = advance();
    }
  }

  private void skipArray() throws MalformedJsonException {
    int open = 1;
    while (open > 0) {
      switch (advance()) {
        case START_ARRAY, START_OBJECT -> {
          enter();
          open++;
        }
        case END_ARRAY, END_OBJECT -> {
          open--;
          depth--;
        }
        default -> {
          // a skipped value
        }
      }
    }
    depth++;
  }

  private void enter() throws MalformedJsonException {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new MalformedJsonException(JsonSentence.TOO_DEEP, MAX_DEPTH);
    }
  }

  private Event next() throws MalformedJsonException {
    if (opened) {
      opened = false;
      return Event.START_OBJECT;
    }
    if (text != null) {
      throw new MalformedJsonException(JsonSentence.NO_ARRAY_OF_OBJECTS);
    }
    return advance();
  }

  // The parser reports hostile input by half a dozen kinds of unchecked exceptions.
  private Event advance() throws MalformedJsonException {
    try {
      return parser.next();
    } catch (RuntimeException e) {
      throw malformed();
    }
  }

  private static MalformedJsonException malformed() {
    return new MalformedJsonException(JsonSentence.NO_JSON);
  }
}
