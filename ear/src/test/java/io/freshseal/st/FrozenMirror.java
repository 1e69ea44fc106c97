package io.freshseal.st;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A mirror of a source that somebody set up and forgot: it goes on offering the catalog that it had
 * when it was frozen.
 */
final class FrozenMirror implements AutoCloseable {

  private static final List<String> PASSED_ON = List.of("Content-Type", "ETag", "Content-Range");

  private final URI source;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, HttpResponse<byte[]>> catalogs = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile boolean frozen;

  /**
   * Starts one that passes everything on.
   *
   * @param source the base URL of the source
   */
  FrozenMirror(URI source) {
    this.source = source;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Its base URL. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/source/v1";
  }

  /** From now on it offers nothing new; it must have handed out a catalog before. */
  void freeze() {
    if (catalogs.isEmpty()) {
      throw new IllegalStateException("nobody has asked for a catalog yet");
    }
    frozen = true;
  }

  boolean wasAsked() {
    return !catalogs.isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath().replaceFirst("^/source/v1", "");
      String accept = exchange.getRequestHeaders().getFirst("Accept");
      String key = path + " " + accept;
      HttpResponse<byte[]> answer = frozen ? catalogs.get(key) : null;
      if (answer == null) {
        answer = ask(path, accept, exchange.getRequestHeaders().getFirst("Range"));
        if (path.equals("/catalog") && answer.statusCode() == 200) {
          catalogs.put(key, answer);
        }
      }
      pass(answer, exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(String path, String accept, String range)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(source + path));
    if (accept != null) {
      request.header("Accept", accept);
    }
    if (range != null) {
      request.header("Range", range);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void pass(HttpResponse<byte[]> answer, HttpExchange exchange) throws IOException {
    for (String name : PASSED_ON) {
      answer
          .headers()
          .firstValue(name)
          .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
    }
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
