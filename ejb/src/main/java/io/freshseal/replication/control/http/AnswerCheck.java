package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Tells whether an answer can be what was asked for, before its body is believed. */
public final class AnswerCheck {

  private static final String ANY_TYPE = "application/octet-stream";

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private AnswerCheck() {}

  /**
   * Refuses a status other than the expected one: 404 and 410 mean that the source does not hold
   * it, 5xx that it is out of order, everything else that it is no such source. With 429 and 503 it
   * may say when to come again (RFC 9110 section 10.2.3, in seconds), which is done within half a
   * minute.
   */
  public static void requireStatus(HttpAnswer answer, int expected) throws HttpFault {
    int status = answer.status();
    if (status == expected) {
      return;
    }
    if (status == 404 || status == 410) {
      throw HttpFault.lasting(StatusCode.SOURCE_INCOMPLETE, TransferSentence.STATUS, status);
    }
    if (status == 429 || status == 503) {
      Optional<Duration> again = again(answer);
      if (again.isPresent()) {
        throw HttpFault.busy(again.get(), TransferSentence.STATUS, status);
      }
    }
    if (status >= 500 || status == 429) {
      throw HttpFault.lasting(StatusCode.SOURCE_UNREACHABLE, TransferSentence.STATUS, status);
    }
    boolean redirect = status >= 300 && status < 400;
    throw HttpFault.lasting(
        StatusCode.SOURCE_BAD_ANSWER,
        redirect ? TransferSentence.REDIRECT : TransferSentence.STATUS,
        status);
  }

  private static Optional<Duration> again(HttpAnswer answer) {
    return answer
        .header("Retry-After")
        .filter(text -> text.matches("\\d{1,2}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
  }

  /**
   * Refuses a page or a problem document in place of bytes, as captive portals and proxies send it.
   * A missing media type passes; what the bytes are is for a digest or a signature to prove.
   */
  public static void requireBinary(HttpAnswer answer) throws HttpFault {
    String type = answer.mediaType().orElse(ANY_TYPE);
    boolean text = type.endsWith("json") || type.endsWith("xml") || type.endsWith("html");
    if (text || !type.startsWith("application/")) {
      throw HttpFault.lasting(StatusCode.SOURCE_BAD_ANSWER, TransferSentence.NOT_BYTES, type);
    }
    String coding = answer.header("Content-Encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw HttpFault.lasting(StatusCode.SOURCE_BAD_ANSWER, TransferSentence.ENCODED, coding);
    }
  }

  /**
   * Refuses bytes of another media type than this; none and the one for any bytes pass, as with
   * {@link #requireBinary}.
   */
  public static void requireType(HttpAnswer answer, String expected) throws HttpFault {
    requireTypeAlone(answer, expected);
    requireBinary(answer);
  }

  /** The same, whatever the coding. */
  public static void requireTypeAlone(HttpAnswer answer, String expected) throws HttpFault {
    String type = answer.mediaType().orElse(ANY_TYPE);
    if (!type.equals(expected) && !type.equals(ANY_TYPE)) {
      throw HttpFault.lasting(
          StatusCode.SOURCE_BAD_ANSWER, TransferSentence.OTHER_TYPE, type, expected);
    }
  }

  /**
   * Refuses a declared length that is not the expected one. No declared length passes; the bytes
   * are counted in any case.
   */
  public static void requireLength(HttpAnswer answer, long expected) throws HttpFault {
    long declared = answer.contentLength().orElse(expected);
    if (declared != expected) {
      throw HttpFault.lasting(
          declared > expected ? StatusCode.TOO_LARGE : StatusCode.SOURCE_BAD_ANSWER,
          TransferSentence.OTHER_LENGTH,
          declared,
          expected);
    }
  }

  /**
   * Reads a small body whole.
   *
   * @param bound the most bytes to accept
   */
  public static byte[] readAll(HttpAnswer answer, int bound) throws HttpFault {
    if (answer.contentLength().orElse(0) > bound) {
      throw tooLarge(bound);
    }
    try (InputStream body = answer.body()) {
      return BoundedInputStream.readAll(body, bound);
    } catch (TooLargeException e) {
      throw tooLarge(bound);
    } catch (HttpFault e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a body fails with HttpFault alone", e);
    }
  }

  private static HttpFault tooLarge(long bound) {
    return HttpFault.lasting(StatusCode.TOO_LARGE, TransferSentence.MORE_THAN_ALLOWED, bound);
  }
}
