package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A plain HTTP/1.1 client of one server, following no redirects, with or without an account.
 * Immutable.
 */
final class Http {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static {
    // In seconds: less than the server keeps a connection that nobody uses. Else a request may go
    // out just as the server hangs up, and what is no GET is not sent again.
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final URI base;
  private final List<String> credentials;

  private Http(URI base, List<String> credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  static Http anonymous(URI base) {
    return new Http(base, List.of());
  }

  /** One that shows who it is by this header. */
  Http with(String header, String value) {
    return new Http(base, List.of(header, value));
  }

  Http as(String name, String password) {
    String pair = name + ":" + password;
    String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return with("Authorization", "Basic " + base64);
  }

  Http withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /**
   * A request to complete and to {@link #send}.
   *
   * @param path sent as it is, so that tests can send what a well-behaved client would not
   */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    return credentials.isEmpty() ? request : request.headers(credentials.toArray(String[]::new));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Header names and values by turns. */
  Answer get(String path, String... headers) {
    HttpRequest.Builder request = request(path).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  Answer head(String path) {
    return send(request(path).method("HEAD", BodyPublishers.noBody()));
  }

  Answer put(String path, String type, byte[] body) {
    return send(request(path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(body)));
  }

  Answer put(String path, String type, BodyPublisher body) {
    return send(request(path).header("Content-Type", type).PUT(body));
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer post(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }
}
