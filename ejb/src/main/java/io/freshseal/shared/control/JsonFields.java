package io.freshseal.shared.control;

import io.freshseal.shared.entity.JsonSentence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The scalar members and nested objects of one JSON object, read with a bound and a form for each.
 * Members that nobody asks for are ignored. Made by {@link JsonCursor#fields()}.
 */
public final class JsonFields {

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  /** Stands for an array, whose elements went elsewhere. */
  static final Object ARRAY = new Object();

  private final Map<String, Object> members;

  JsonFields(Map<String, Object> members) {
    this.members = members;
  }

  /** A number as it was written; kept as text, since a hostile one may have a huge exponent. */
  record NumberText(String text) {}

  /**
   * A text of a given form.
   *
   * @param form gives empty for a text of another form
   */
  public <T> T value(String name, Function<String, Optional<T>> form)
      throws MalformedJsonException {
    return text(name).flatMap(form).orElseThrow(() -> wrong(name));
  }

  /** A whole number within bounds, both included. */
  public long number(String name, long lowest, long highest) throws MalformedJsonException {
    if (members.get(name) instanceof NumberText number
        && INTEGER.matcher(number.text()).matches()) {
      Optional<Long> value = parseLong(number.text());
      if (value.isPresent() && value.get() >= lowest && value.get() <= highest) {
        return value.get();
      }
    }
    throw wrong(name);
  }

  private static Optional<Long> parseLong(String digits) {
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A text of a given form that may be absent. */
  public <T> Optional<T> optionalValue(String name, Function<String, Optional<T>> form)
      throws MalformedJsonException {
    return has(name) ? Optional.of(value(name, form)) : Optional.empty();
  }

  /** An instant, RFC 3339 in UTC with {@code Z}. */
  public Instant instant(String name) throws MalformedJsonException {
    return value(name, JsonFields::parseInstant);
  }

  /** An instant that may be absent. */
  public Optional<Instant> optionalInstant(String name) throws MalformedJsonException {
    return has(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  /** Reads an instant, RFC 3339 in UTC with {@code Z}; empty for any other text. */
  public static Optional<Instant> parseInstant(String text) {
    if (!INSTANT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads a UUID in the one spelling that Java writes; empty for any other text. */
  public static Optional<UUID> parseUuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A nested object. */
  public JsonFields object(String name) throws MalformedJsonException {
    return optionalObject(name).orElseThrow(() -> wrong(name));
  }

  /** A nested object that may be absent. */
  public Optional<JsonFields> optionalObject(String name) throws MalformedJsonException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (members.get(name) instanceof JsonFields nested) {
      return Optional.of(nested);
    }
    throw wrong(name);
  }

  /** Tells whether a member is there, {@code null} not counted. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** Makes sure that a member is an array. */
  public void requireArray(String name) throws MalformedJsonException {
    if (members.get(name) != ARRAY) {
      throw wrong(name);
    }
  }

  private Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static MalformedJsonException wrong(String name) {
    return new MalformedJsonException(JsonSentence.MEMBER_WRONG, name);
  }
}
