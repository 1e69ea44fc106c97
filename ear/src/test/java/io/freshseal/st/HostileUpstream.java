package io.freshseal.st;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshseal.st.forge.CatalogDraft;
import io.freshseal.st.forge.Digests;
import io.freshseal.st.forge.Offer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An upstream that serves whatever it is told to; one base address for each {@link Site}. */
final class HostileUpstream implements AutoCloseable {
  private static final int NOT_MODIFIED = 304;
  private static final byte[] PAGE =
      Freshseal.bytes(
          "<!DOCTYPE html><html><body>Please sign in to the guest network</body></html>");

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Site> sites = new ConcurrentHashMap<>();

  private HostileUpstream(HttpServer server) {
    this.server = server;
  }

  static HostileUpstream start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      HostileUpstream upstream = new HostileUpstream(server);
      server.createContext("/", upstream::answer);
      server.setExecutor(
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, "hostile upstream");
                thread.setDaemon(true);
                return thread;
              }));
      server.start();
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new site with nothing on it. */
  Site site(String name) {
    Site site = new Site("/" + name);
    sites.put(name, site);
    return site;
  }

  private void answer(HttpExchange exchange) {
    String[] parts = exchange.getRequestURI().getPath().split("/", 3);
    try (exchange) {
      Site site = sites.get(parts[1]);
      if (site == null || parts.length < 3) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        site.reply("/" + parts[2]).to(exchange);
      }
    } catch (IOException e) {
      // The other side went away, which is its right.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  /** How one request is answered. */
  @FunctionalInterface
  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  /** Bytes of a media type. */
  static Reply bytes(String type, byte[] bytes) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    };
  }

  /** A page for people that claims to be bytes. */
  static Reply page() {
    return bytes("application/octet-stream", PAGE);
  }

  /** What {@link #page} says. */
  static byte[] pageBytes() {
    return PAGE.clone();
  }

  static Reply status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  /** "Nothing new here", for ever. */
  static Reply unchanged() {
    return status(NOT_MODIFIED);
  }

  static Reply redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** Bytes without an end, as fast as they are taken. */
  static Reply endless(String type) {
    byte[] chunk = new byte[65536];
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      while (true) {
        out.write(chunk);
      }
    };
  }

  /** The right bytes, a few in a second. */
  Reply slow(byte[] bytes) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      exchange.sendResponseHeaders(200, bytes.length);
      OutputStream out = exchange.getResponseBody();
      for (byte b : bytes) {
        out.write(b);
        out.flush();
        if (isClosedWithin(200)) {
          return;
        }
      }
    };
  }

  private boolean isClosedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** What lies under one base address. */
  final class Site {
    private final String base;
    private final Map<String, Reply> files = new ConcurrentHashMap<>();
    private volatile List<Lie> lies = List.of();

    private record Lie(Pattern paths, Reply reply) {}

    private Site(String base) {
      this.base = base;
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + base;
    }

    /** Serves a catalog with everything that it names, and nothing but the truth. */
    Site serve(CatalogDraft draft, byte[] signed) {
      lies = List.of();
      for (Offer offer : draft.offers()) {
        object(offer.content());
        object(offer.file().bytes());
        files.put(
            "/components/" + offer.id() + "/" + offer.version() + "/signature",
            bytes("application/pkcs7-signature", offer.file().bytes()));
      }
      draft.crls().forEach(this::object);
      return catalog(signed);
    }

    /** Serves these bytes as the catalog. */
    Site catalog(byte[] signed) {
      files.put("/catalog", bytes("application/pkcs7-mime", signed));
      return this;
    }

    private void object(byte[] bytes) {
      files.put("/objects/" + Digests.sha256(bytes), bytes("application/octet-stream", bytes));
    }

    /** From now on, and until something else is served, answers so to paths with a match. */
    Site lie(String paths, Reply reply) {
      List<Lie> all = new ArrayList<>(lies);
      all.add(new Lie(Pattern.compile(paths), reply));
      lies = List.copyOf(all);
      return this;
    }

    private Reply reply(String path) {
      return lies.stream()
          .filter(lie -> lie.paths().matcher(path).find())
          .map(Lie::reply)
          .findFirst()
          .orElseGet(() -> files.getOrDefault(path, status(404)));
    }
  }
}
