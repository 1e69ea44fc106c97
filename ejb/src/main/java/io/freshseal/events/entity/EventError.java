package io.freshseal.events.entity;

import io.freshseal.shared.entity.StatusCode;
import java.util.Objects;

/**
 * The error that an event reports.
 *
 * @param code the stable number
 * @param text the stable text, for example {@code IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE}; it
 *     may differ from the code's own text, because it also tells what kind of relay is behind it
 */
public record EventError(int code, String text) {

  public EventError {
    Objects.requireNonNull(text);
  }

  /** The code with its own text. */
  public static EventError of(StatusCode status) {
    return new EventError(status.code(), status.text());
  }
}
