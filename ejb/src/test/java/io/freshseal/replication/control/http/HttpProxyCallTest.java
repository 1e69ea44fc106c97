package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
            new ClockPeers(List.of(), TransferLimits.DEFAULT));
    return source.fetchCatalog(Optional.empty()) instanceof CatalogAnswer.Failed failed
        ? failed.sentence().english()
        : "it did not fail";
  }

  @Test
  void login_isNotInTheText() {
    HttpProxy shown = new HttpProxy("proxy.example", 3128, Optional.of(LOGIN));

    assertThat(shown.toString()).doesNotContain(LOGIN.password()).doesNotContain(LOGIN.user());
  }
}
