package io.freshseal.api.fastlane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.fastlane.Lanes.Lane;
import io.freshseal.api.serving.DeltaAnswers;
import io.freshseal.api.serving.LaneCounts;
import io.freshseal.api.serving.OneShelf;
import io.freshseal.api.serving.QuickReading;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.boundary.DeltaDesk;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lane in the server's own engine, before a handler that answers all else. */
class FastHandlerTest {

  private static final int SLOW = 299;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final byte[] CATALOG = {1, 2, 3};
  private static final byte[] OBJECT = {4, 5, 6, 7};

  @TempDir Path folder;
  private final LaneCounts relay = new LaneCounts();
  private final LaneCounts source = new LaneCounts();
  private HttpServer server;
  private int port;
  private Sha256 catalog;
  private Sha256 object;

  /** Stands for the servlet container. */
  private static final class Slow extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws Exception {
      response.setStatus(SLOW);
      response.getWriter().write("slow");
    }
  }

  @BeforeEach
  void open() throws IOException {
    OneShelf shelf = new OneShelf(folder);
    catalog = shelf.publish(CATALOG, 1);
    object = shelf.put(OBJECT);
    OneShelf off = new OneShelf(folder);
    off.active = false;
    DeltaAnswers none = new DeltaAnswers(new DeltaDesk());
    Lanes lanes =
        new Lanes(
            "/app",
            new Lane(new QuickReading(shelf, none), relay),
            new Lane(new QuickReading(off, none), source),
            new Build(() -> "20.0.0-1337"));
    server = new HttpServer();
    // A body is to reach the handler, whatever the method.
    server.getServerConfiguration().setAllowPayloadForUndefinedHttpMethods(true);
    NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    server.addListener(listener);
    server
        .getServerConfiguration()
        .addHttpHandler(new FastHandler(new Slow(), lanes, new Downloads(null, null, null)), "/");
    server.start();
    port = listener.getPort();
  }

  @AfterEach
  void close() {
    server.shutdownNow();
  }

  // What is answered to a request as it goes over the wire; empty if nothing is.
  private String told(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      // Cut off while it was still talking.
      return "";
    }
  }

  private static String head(String line, String... headers) {
    return line
        + "\r\nHost: x\r\nConnection: close\r\n"
        + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList())
        + "\r\n";
  }

  private static int status(String answer) {
    return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private void assertHandedOver(String request) throws IOException {
    String answer = told(request);
    assertThat(status(answer)).as(request).isEqualTo(SLOW);
    assertThat(answer).as(request).doesNotContainIgnoringCase("ETag");
    assertThat(relay.figures()).as(request).isEqualTo(new LaneCounts.Figures(0, 0, 0));
  }

  @Test
  void plainReads_areAnsweredHere_andCountedByStatusAndBytes() throws IOException {
    String answer =
        told(head("GET /app/api/v1/catalog HTTP/1.1", "Accept: */*", "Content-Length: 0"));
    told(head("HEAD /app/api/v1/objects/" + object.hex() + " HTTP/1.1"));
    told(
        head("GET /app/api/v1/objects/" + object.hex() + " HTTP/1.1", "Accept-Encoding: br, zstd"));
    String tag = "If-None-Match: \"" + catalog.hex() + "\"";
    String same = told(head("GET /app/api/v1/catalog HTTP/1.1", "If-None-Match: \"a\"", tag));

    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).contains("Freshseal-Relay-Build: 20.0.0-1337").endsWith("\1\2\3");
    assertThat(status(same)).isEqualTo(304);
    assertThat(relay.figures())
        .isEqualTo(new LaneCounts.Figures(3, 1, CATALOG.length + OBJECT.length));
    assertThat(source.figures()).isEqualTo(new LaneCounts.Figures(0, 0, 0));
  }

  @Test
  void whoOffersADictionary_isAnsweredHereToo() throws IOException {
    String dictionary = "Available-Dictionary: :" + "A".repeat(43) + "=:";
    String answer =
        told(head("GET /app/api/v1/catalog HTTP/1.1", "Accept-Encoding: zstd, dcz", dictionary));

    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).contains("Available-Dictionary").endsWith("\1\2\3");
    assertThat(relay.figures()).isEqualTo(new LaneCounts.Figures(1, 0, CATALOG.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "get"})
  void otherMethods_areHandedOver(String method) throws IOException {
    assertHandedOver(head(method + " /app/api/v1/catalog HTTP/1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic eDp5",
        "aUTHORIZATION: Bearer x",
        "Content-Length: 00",
        "Content-Type: text/plain",
        "Cookie: a=b",
        "If-Match: *",
        "If-Range: \"x\"",
        "Prefer: wait=1",
        "Prefer: nothing",
        "Range: bytes=0-0",
        "range: lines",
        "Upgrade: h2c",
        "Accept: application/json",
        "Accept: text/html, */*",
        "Accept: */*;q=0.5",
        "Accept: ",
        "Accept-Encoding: identity;q=0"
      })
  void whateverAsksForMoreThanTheBytes_isHandedOver(String header) throws IOException {
    assertHandedOver(head("GET /app/api/v1/catalog HTTP/1.1", header));
    assertHandedOver(head("GET /app/api/v1/objects/" + object.hex() + " HTTP/1.1", header));
    assertHandedOver(head("GET /app/api/v1/catalog HTTP/1.1", "Accept: */*", header));
  }

  @Test
  void mediaTypeOfTheOtherKind_isHandedOver() throws IOException {
    assertHandedOver(head("GET /app/api/v1/catalog HTTP/1.1", "Accept: application/octet-stream"));
    assertHandedOver(
        head(
            "GET /app/api/v1/objects/" + object.hex() + " HTTP/1.1",
            "Accept: application/pkcs7-mime"));
  }

  @Test
  void bodies_areHandedOver() throws IOException {
    assertHandedOver(
        head("GET /app/api/v1/catalog HTTP/1.1", "Transfer-Encoding: chunked") + "0\r\n\r\n");
    assertHandedOver(head("GET /app/api/v1/catalog HTTP/1.1", "Content-Length: 2") + "ab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app",
        "/api/v1/catalog",
        "/app/api/v1",
        "/app/api/v1/",
        "/app/api/v1/catalog/",
        "/app/api/v1/catalog?x",
        "/app/api/v1/%63atalog",
        "/app/api/v1/./catalog",
        "/app/api/v1//catalog",
        "/app/api/v1/x/../catalog",
        "/app/api/v1/catalogs",
        "/app/api/v1/components",
        "/app/api/v1/objects/",
        "/app/api/v1/objects/none",
        "/app/api/v2/catalog",
        "/app/source/v1/catalog",
        "/application/api/v1/catalog"
      })
  void otherAddresses_areHandedOver(String target) throws IOException {
    assertHandedOver(head("GET " + target + " HTTP/1.1"));
  }

  @Test
  void whatIsAlmostTheNameOfAnObject_isHandedOver() throws IOException {
    String hex = object.hex();
    for (String name :
        List.of(
            hex.toUpperCase(Locale.ROOT),
            hex.substring(1),
            hex + "0",
            hex + "/",
            hex + ";a=b",
            "%30" + hex.substring(1),
            hex.repeat(30))) {
      assertHandedOver(head("GET /app/api/v1/objects/" + name + " HTTP/1.1"));
    }
  }

  @Test
  void headsThatAreTooLarge_areRefused_andTheNextReadIsAnswered() throws IOException {
    String large = "x".repeat(100_000);
    for (String request :
        List.of(
            head("GET /app/api/v1/objects/" + large + " HTTP/1.1"),
            head("GET /app/api/v1/catalog HTTP/1.1", "If-None-Match: \"" + large + "\""),
            head("GET /app/api/v1/catalog HTTP/1.1", large + ": a"),
            head("GET /app/api/v1/catalog HTTP/1.1", "X: y\r\n".repeat(20_000) + "X: y"))) {
      assertThat(status(told(request))).isIn(0, 400, 413, 414, 431);
    }

    assertThat(relay.figures().whole()).isZero();
    assertThat(status(told(head("GET /app/api/v1/catalog HTTP/1.1")))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /app/api/v1/catalog\r\n\r\n",
        "GET /app/api/v1/catalog HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /app/api/v1/catalog HTTP\r\nHost: x\r\n\r\n",
        "GET /app/api/v1/catalog HTTP/1.1\r\n\r\n",
        "GET /app/api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /app/api/v1/catalog HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET /app/api/v1/catalog HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "\0\1\2\3\r\n\r\n"
      })
  void headsThatAreMalformed_areNotAnsweredHere_andTheNextReadIs(String request)
      throws IOException {
    String answer;
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      answer = "";
    }

    assertThat(answer).doesNotContainIgnoringCase("ETag");
    assertThat(relay.figures()).isEqualTo(new LaneCounts.Figures(0, 0, 0));
    assertThat(status(told(head("GET /app/api/v1/catalog HTTP/1.1")))).isEqualTo(200);
  }
}
