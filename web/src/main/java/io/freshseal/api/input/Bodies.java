package io.freshseal.api.input;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads small bodies; what is damaged, empty or too long is a problem. */
public final class Bodies {

  private Bodies() {}

  /** Picks members out of the JSON object that a body has to be. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads the members; those that nobody asks for are ignored. */
    T read(JsonFields fields) throws MalformedJsonException;
  }

  /** Reads a JSON object. */
  public static <T> T json(InputStream body, Reading<T> reading) {
    byte[] bytes = bytes(body);
    if (bytes.length == 0) {
      throw Problem.badRequest(WebSentence.OBJECT_NEEDED).asException();
    }
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      T value = reading.read(cursor.fields());
      cursor.end();
      return value;
    } catch (MalformedJsonException e) {
      throw Problem.of(StatusCode.BAD_REQUEST, e.sentence()).asException();
    }
  }

  /** Makes a value of a whole body. */
  @FunctionalInterface
  public interface Parsing<T> {
    /** Reads all of it. */
    T read(byte[] body) throws MalformedJsonException;
  }

  /**
   * Reads a body of a format that has its own reader.
   *
   * @param most bytes, for a method that bounds its body itself
   */
  public static <T> T parsed(InputStream body, long most, Parsing<T> parsing) {
    try {
      return parsing.read(bytes(new BoundedInputStream(body, most)));
    } catch (MalformedJsonException e) {
      throw Problem.of(StatusCode.BAD_REQUEST, e.sentence()).asException();
    }
  }

  /** Reads UTF-8 text, without white space around it. */
  public static String text(InputStream body) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(body)))
          .toString()
          .strip();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest(WebSentence.NO_UTF8).asException();
    }
  }

  private static byte[] bytes(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (TooLargeException e) {
      throw Problem.tooLarge(e.bound()).asException();
    } catch (IOException e) {
      // Whoever sends it has stopped, or has hung up and will not read this.
      throw Problem.of(StatusCode.TOO_SLOW, WebSentence.BODY_LATE).asException();
    }
  }
}
