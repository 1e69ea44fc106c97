package io.freshseal.replication.control.http;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer whose headers are complete and within bounds. Close it in any case; closing it before
 * the body's end gives up the connection.
 */
public final class HttpAnswer implements AutoCloseable {

  private final int status;
  private final HttpHeaders headers;
  private final PacedBody body;

  HttpAnswer(int status, HttpHeaders headers, PacedBody body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The first value of a header, in printable ASCII and at most 256 characters. */
  public Optional<String> header(String name) {
    return headers.firstValue(name).map(value -> HttpText.printable(value, 256));
  }

  /** The entity tag if it is a strong one, so that a resumed transfer may rely on it. */
  public Optional<String> strongEtag() {
    return header("ETag").filter(tag -> tag.startsWith("\"") && tag.endsWith("\""));
  }

  /** The media type in lower case, without parameters; empty if the server names none. */
  public Optional<String> mediaType() {
    return header("Content-Type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** The declared length of the body, if one is declared. */
  public OptionalLong contentLength() {
    try {
      return headers.firstValueAsLong("Content-Length");
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The body; every fault of the server comes out of it as an {@link HttpFault}. */
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    body.close();
  }
}
