package io.freshseal.replication.control.http;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.time.Duration;

/**
 * The server's fault, as opposed to an {@link IOException} of the local disk: an unreachable, slow
 * or lying server. It travels as an exception because it surfaces in the middle of {@code read},
 * and becomes a value again at the edge of the update source.
 */
public final class HttpFault extends IOException {

  private static final long serialVersionUID = 1L;

  private final StatusCode code;
  private final boolean retryable;
  private final Duration wait;
  private final transient Sentence sentence;

  private HttpFault(StatusCode code, boolean retryable, Duration wait, Sentence sentence) {
    super(sentence.english());
    this.sentence = sentence;
    this.code = code;
    this.retryable = retryable;
    this.wait = wait;
  }

  /** The connection failed or broke off; another attempt may succeed. */
  public static HttpFault connection(SentenceKey key, Object... arguments) {
    return new HttpFault(
        StatusCode.SOURCE_UNREACHABLE, true, Duration.ZERO, Sentence.of(key, arguments));
  }

  /** The server has too much to do and says when to come again. */
  public static HttpFault busy(Duration wait, SentenceKey key, Object... arguments) {
    return new HttpFault(StatusCode.SOURCE_UNREACHABLE, true, wait, Sentence.of(key, arguments));
  }

  /** A fault that another attempt right now would only meet again. */
  public static HttpFault lasting(StatusCode code, SentenceKey key, Object... arguments) {
    return new HttpFault(code, false, Duration.ZERO, Sentence.of(key, arguments));
  }

  /** What went wrong, as a part of a sentence. */
  public Sentence sentence() {
    return sentence;
  }

  /** The stable code. */
  public StatusCode code() {
    return code;
  }

  /** How long to wait at least before another attempt. */
  public Duration waitAtLeast() {
    return wait;
  }

  /**
   * Whether only the connection, or the moment, is at fault, so that another attempt makes sense.
   */
  public boolean retryable() {
    return retryable;
  }
}
