package io.freshseal.st;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Stands in front of a good source, counts what passes, and misbehaves on request. One thread per
 * connection, one request per connection; GET and HEAD only.
 */
final class HostileSource implements AutoCloseable {
  /** How an answer is spoilt. */
  enum Mood {
    /** Not at all. */
    GOOD,
    /** Headers and half of the body, then silence with the connection open. */
    STALLING,
    /** One byte at a time, for ever too slow. */
    SLOW,
    /** The right length announced, half of it sent, then the end. */
    TRUNCATING,
    /** A length announced that is larger than what comes. */
    CLAIMING_MORE,
    /** A length announced that is smaller than the object. */
    CLAIMING_LESS,
    /** Status 200 and a page for people. */
    HTML,
    /** Status 500 and a page for people. */
    BROKEN,
    /** The connection closed without a word. */
    SILENT,
    /** The right length, one bit flipped. */
    FLIPPING
  }

  private static final byte[] PAGE =
      "<!DOCTYPE html><html><body>Please sign in to the guest network</body></html>"
          .getBytes(StandardCharsets.UTF_8);
  private static final Set<String> PASSED_ON =
      Set.of(
          "etag",
          "content-type",
          "freshseal-relay-build",
          "freshseal-signature-serial",
          "content-range",
          "accept-ranges",
          "cache-control");

  private final URI target;
  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private volatile Spoiling spoiling = new Spoiling(Pattern.compile("(?!)"), Mood.GOOD);

  private record Spoiling(Pattern paths, Mood mood) {}

  private HostileSource(URI target, ServerSocket socket) {
    this.target = target;
    this.socket = socket;
  }

  /** In front of a server, whatever path is asked for. */
  static HostileSource inFrontOf(Server server) {
    try {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      HostileSource source = new HostileSource(URI.create(server.url("/")), socket);
      Thread thread = new Thread(source::serve, "hostile source");
      thread.setDaemon(true);
      thread.start();
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a path of the target, through this one. */
  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  /** From now on answers to paths that contain a match are spoilt, and others are good. */
  void spoil(String pathPattern, Mood mood) {
    spoiling = new Spoiling(Pattern.compile(pathPattern), mood);
  }

  void behave() {
    spoil("(?!)", Mood.GOOD);
  }

  /** Forgets what was counted. */
  void resetCounts() {
    bytes.clear();
    requests.clear();
  }

  /** The bytes of bodies sent for paths that contain a match. */
  long bytesFor(String pathPattern) {
    Pattern pattern = Pattern.compile(pathPattern);
    return bytes.entrySet().stream()
        .filter(entry -> pattern.matcher(entry.getKey()).find())
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** The requests for paths that contain a match. */
  int requestsFor(String pathPattern) {
    Pattern pattern = Pattern.compile(pathPattern);
    return requests.entrySet().stream()
        .filter(entry -> pattern.matcher(entry.getKey()).find())
        .mapToInt(entry -> entry.getValue().get())
        .sum();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> answer(connection), "hostile answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      connection.setSoTimeout(30_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String[] line = String.valueOf(in.readLine()).split(" ");
      if (line.length != 3) {
        return;
      }
      HttpResponse<byte[]> good = forward(in, line[0], line[1]);
      requests.computeIfAbsent(line[1], path -> new AtomicInteger()).incrementAndGet();
      Spoiling now = spoiling;
      Mood mood = now.paths().matcher(line[1]).find() ? now.mood() : Mood.GOOD;
      new Reply(connection.getOutputStream(), line[0], line[1], good).send(mood);
    } catch (IOException e) {
      // The other side went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(BufferedReader in, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (String header = in.readLine();
        header != null && !header.isEmpty();
        header = in.readLine()) {
      String name = header.substring(0, header.indexOf(':'));
      if (Set.of("if-none-match", "range", "if-range", "accept").contains(name.toLowerCase())) {
        request.header(name, header.substring(name.length() + 1).strip());
      }
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** One answer on one connection. */
  private final class Reply {
    private final OutputStream out;
    private final String method;
    private final String path;
    private final HttpResponse<byte[]> good;

    Reply(OutputStream out, String method, String path, HttpResponse<byte[]> good) {
      this.out = out;
      this.method = method;
      this.path = path;
      this.good = good;
    }

    void send(Mood mood) throws IOException, InterruptedException {
      byte[] body = good.body();
      int half = body.length / 2;
      switch (mood) {
        case GOOD -> whole(body.length, body);
        case STALLING -> {
          part(body.length, body, half);
          closed.await(5, TimeUnit.MINUTES);
        }
        case SLOW -> drip(body);
        case TRUNCATING -> part(body.length, body, half);
        case CLAIMING_MORE -> whole(body.length + 1000L, body);
        case CLAIMING_LESS -> part(half, body, half);
        case HTML -> page("200 OK");
        case BROKEN -> page("500 Internal Server Error");
        case SILENT -> out.flush();
        case FLIPPING -> whole(body.length, flipped(body));
      }
    }

    private void whole(long claimed, byte[] body) throws IOException {
      part(claimed, body, body.length);
    }

    private void part(long claimed, byte[] body, int length) throws IOException {
      head(claimed);
      if (!method.equals("HEAD")) {
        out.write(body, 0, length);
        count(length);
      }
      out.flush();
    }

    private void drip(byte[] body) throws IOException, InterruptedException {
      head(body.length);
      for (byte b : body) {
        out.write(b);
        out.flush();
        count(1);
        if (closed.await(500, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }

    private void head(long length) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + good.statusCode() + " X\r\n");
      good.headers()
          .map()
          .forEach(
              (name, values) -> {
                if (PASSED_ON.contains(name.toLowerCase())) {
                  head.append(name).append(": ").append(values.get(0)).append("\r\n");
                }
              });
      if (good.statusCode() != 304) {
        head.append("Content-Length: ").append(length).append("\r\n");
      }
      head.append("Connection: close\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void page(String status) throws IOException {
      String head =
          "HTTP/1.1 "
              + status
              + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
              + PAGE.length
              + "\r\nConnection: close\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(PAGE);
      out.flush();
    }

    private byte[] flipped(byte[] body) {
      byte[] copy = body.clone();
      if (copy.length > 0) {
        copy[copy.length / 2] ^= 1;
      }
      return copy;
    }

    private void count(int length) {
      bytes.computeIfAbsent(path, key -> new LongAdder()).add(length);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
