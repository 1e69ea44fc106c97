package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshseal.agent.AgentProcess;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source behind a proxy, whose name only the proxy can resolve. */
class HttpProxyCallTest {

  private static final HttpProxy.Login LOGIN = new HttpProxy.Login("branch", "s3cret");
  private static final BaseUrl PLAIN = BaseUrl.parse("http://source.invalid/v1").orElseThrow();
  private static final BaseUrl SEALED = BaseUrl.parse("https://source.invalid/v1").orElseThrow();

  private RawServer proxy;

  @AfterEach
  void closeProxy() {
    if (proxy != null) {
      proxy.close();
    }
  }

  private HttpCaller through(RawServer.Script script, BaseUrl base, Optional<HttpProxy.Login> as) {
    proxy = new RawServer(script);
    return caller(proxy.port(), base, as);
  }

  private static HttpCaller caller(int port, BaseUrl base, Optional<HttpProxy.Login> as) {
    Route route = new Route(base, Optional.of(new HttpProxy("127.0.0.1", port, as)));
    return new HttpCaller(route, TransferLimits.DEFAULT);
  }

  private static HttpFault fault(HttpCaller caller, BaseUrl base) {
    return catchThrowableOfType(
        HttpFault.class, () -> caller.get(base.resolve("catalog"), Map.of()).close());
  }

  @Test
  void plainSource_isAskedForThroughTheProxyWithItsPasswordAtOnce() throws IOException {
    HttpCaller caller =
        through(
            (request, wire) -> wire.head("HTTP/1.1 200 OK", "Content-Length: 5").text("hello"),
            PLAIN,
            Optional.of(LOGIN));

    try (HttpAnswer answer = caller.get(PLAIN.resolve("catalog"), Map.of())) {
      assertThat(answer.body().readAllBytes()).asString().isEqualTo("hello");
    }

    assertThat(proxy.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.line()).startsWith("GET http://source.invalid/v1/catalog ");
              assertThat(request.header("Proxy-Authorization")).isEqualTo(LOGIN.basic());
            });
  }

  @Test
  void sealedSource_isReachedByATunnelThatAloneCarriesThePassword() {
    HttpCaller caller =
        through(
            (request, wire) -> wire.head("HTTP/1.1 502 Bad Gateway", "Content-Length: 0"),
            SEALED,
            Optional.of(LOGIN));

    HttpFault fault = fault(caller, SEALED);

    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(proxy.requests().get(0).line()).startsWith("CONNECT source.invalid:443 ");
    assertThat(proxy.requests().get(0).header("Proxy-Authorization")).isEqualTo(LOGIN.basic());
  }

  @Test
  void passwordThatIsNotAccepted_isSaidOfTheProxyAndNotRepeated() {
    for (BaseUrl base : new BaseUrl[] {PLAIN, SEALED}) {
      HttpCaller caller =
          through(
              (request, wire) ->
                  wire.head(
                      "HTTP/1.1 407 Proxy Authentication Required",
                      "Proxy-Authenticate: Basic realm=\"out\"",
                      "Content-Length: 0"),
              base,
              Optional.of(LOGIN));

      HttpFault fault = fault(caller, base);

      assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
      assertThat(fault.retryable()).isFalse();
      assertThat(fault)
          .hasMessageContaining("the proxy does not accept")
          .hasMessageNotContaining(LOGIN.password());
      assertThat(proxy.requests()).hasSize(1);
      proxy.close();
    }
  }

  @Test
  void proxyWithoutALogin_hearsNoPassword() throws IOException {
    HttpCaller caller =
        through((request, wire) -> wire.head("HTTP/1.1 204 No Content"), PLAIN, Optional.empty());

    caller.get(PLAIN.resolve("catalog"), Map.of()).close();

    assertThat(proxy.requests().get(0).header("Proxy-Authorization")).isNull();
  }

  @Test
  void proxyThatIsGone_isNamedInTheRefusal() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(refusal(port))
        .contains("source.invalid/v1/catalog", "through the proxy 127.0.0.1:" + port)
        .doesNotContain(LOGIN.password());
  }

  @Test
  void proxyThatSpeaksInTheNameOfTheSource_isNamedInTheRefusal() {
    proxy =
        new RawServer(
            (request, wire) -> wire.head("HTTP/1.1 401 Unauthorized", "Content-Length: 0"));

    assertThat(refusal(proxy.port())).contains("through the proxy", "401");
  }

  private static String refusal(int port) {
    HttpProxy by = new HttpProxy("127.0.0.1", port, Optional.of(LOGIN));
    HttpUpdateSource source =
        new HttpUpdateSource(
            new Route(PLAIN, Optional.of(by)),
            TransferLimits.DEFAULT,
            new ClockPeers(List.of(), TransferLimits.DEFAULT),
            Optional::empty);
    return source.fetchCatalog(Optional.empty()) instanceof CatalogAnswer.Failed failed
        ? failed.sentence().english()
        : "it did not fail";
  }

  @Test
  void proxyWhoseNameMoves_isAskedWhereItIsNow(@TempDir Path folder) throws Exception {
    Path hosts = Files.createFile(folder.resolve("hosts"));
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        AgentProcess.start(
            List.of(System.getProperty("java.class.path")), ProxyNameProbe.class.getName());
    builder.command().add(1, "-Djdk.net.hosts.file=" + hosts);
    Process probe = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();

    assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readAllLines(out))
        .containsExactly("SOURCE_UNREACHABLE", "127.0.0.1", "127.0.0.2");
  }

  @Test
  void proxyOfAnIpv6Address_isAskedAtThatAddress() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      HttpProxy by = new HttpProxy("[::1]", server.getLocalPort(), Optional.of(LOGIN));
      HttpCaller caller = new HttpCaller(new Route(PLAIN, Optional.of(by)), TransferLimits.DEFAULT);
      CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> status(caller));

      try (Socket asked = server.accept()) {
        byte[] request = asked.getInputStream().readNBytes(40);
        assertThat(request).asString().startsWith("GET http://source.invalid/v1/catalog ");
        asked.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes());
      }

      assertThat(status.join()).isEqualTo(204);
    }
  }

  private static int status(HttpCaller caller) {
    try (HttpAnswer answer = caller.get(PLAIN.resolve("catalog"), Map.of())) {
      return answer.status();
    } catch (HttpFault e) {
      return e.code().code();
    }
  }

  @Test
  void login_isNotInTheText() {
    HttpProxy shown = new HttpProxy("proxy.example", 3128, Optional.of(LOGIN));

    assertThat(shown.toString()).doesNotContain(LOGIN.password()).doesNotContain(LOGIN.user());
  }
}
