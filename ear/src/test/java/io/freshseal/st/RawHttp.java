package io.freshseal.st;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What came back for bytes that no HTTP client would send.
 *
 * @param head status line and headers
 */
record RawHttp(String head, String body) {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String CRLF = "\r\n";

  /** Sends a request whose target is taken as it is, and reads until the server hangs up. */
  static RawHttp request(URI server, String method, String target) {
    return send(
        server,
        String.join(
            CRLF,
            method + " " + target + " HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Connection: close",
            "",
            ""));
  }

  /** Sends these bytes and reads until the server hangs up. */
  static RawHttp send(URI server, String request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf(CRLF + CRLF);
      return end < 0
          ? new RawHttp(answer, "")
          : new RawHttp(answer.substring(0, end), answer.substring(end + 2 * CRLF.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int status() {
    return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
  }

  /** The body, without the frame of a chunked one. */
  JsonObject json() {
    String json = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
