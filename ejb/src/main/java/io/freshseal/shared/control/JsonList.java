package io.freshseal.shared.control;

import io.freshseal.shared.entity.JsonSentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the elements of one array, up to a bound.
 *
 * @param <T> what one element becomes
 */
public final class JsonList<T> implements JsonCursor.Element {

  private final int most;
  private final Reading<T> reading;
  private final List<T> items = new ArrayList<>();

  /**
   * Makes an empty list.
   *
   * @param most elements; one more is malformed
   */
  public JsonList(int most, Reading<T> reading) {
    this.most = most;
    this.reading = reading;
  }

  /** Reads one element; has to consume exactly one value. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads the value that the cursor stands before. */
    T read(JsonCursor cursor) throws MalformedJsonException;
  }

  @Override
  public void read(JsonCursor cursor) throws MalformedJsonException {
    if (items.size() >= most) {
      throw new MalformedJsonException(JsonSentence.TOO_MANY_ELEMENTS, most);
    }
    items.add(reading.read(cursor));
  }

  /** What was read, in its order. */
  public List<T> items() {
    return List.copyOf(items);
  }
}
