package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.control.PlainHttp;
import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.shared.entity.StatusCode;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Sends one request and hands back the answer as soon as its headers are complete. HTTP/1.1, no
 * redirects, no cookies, no credentials but a proxy's; content codings are for who asks for them to
 * undo. Thread-safe.
 */
public final class HttpCaller {

  // The client's own timer starts when the request is sent; resolving a name comes before that.
  private static final Duration NAME_RESOLUTION = Duration.ofSeconds(10);
  private static final int PROXY_REFUSES = 407;

  private final TransferLimits limits;
  private final HttpClient client;
  private final Optional<HttpProxy> proxy;

  /**
   * Makes a caller.
   *
   * @param base the addresses to ask are under it; {@code https} trusts what the Java runtime
   *     trusts
   */
  public HttpCaller(BaseUrl base, TransferLimits limits) {
    this(Route.direct(base), limits);
  }

  /**
   * Makes a caller.
   *
   * @param route the addresses to ask are under its base; {@code https} trusts what the Java
   *     runtime trusts, whoever carries the bytes
   */
  public HttpCaller(Route route, TransferLimits limits) {
    this(
        route.proxy(),
        limits,
        route.base().isTls() ? Optional.empty() : Optional.of(NoTls.context()));
    if (route.base().isTls() && route.proxy().flatMap(HttpProxy::login).isPresent()) {
      PlainHttp.needsTunnelLogin();
    }
  }

  /**
   * Makes a caller that trusts by this context alone, whatever the Java runtime trusts.
   *
   * @param base the addresses to ask are under it; {@code http} ones never begin TLS
   */
  public HttpCaller(BaseUrl base, TransferLimits limits, SSLContext trust) {
    this(Optional.empty(), limits, Optional.of(base.isTls() ? trust : NoTls.context()));
  }

  private HttpCaller(Optional<HttpProxy> proxy, TransferLimits limits, Optional<SSLContext> tls) {
    this.proxy = proxy;
    this.limits = limits;
    HttpClient.Builder builder = PlainHttp.builder().connectTimeout(limits.connectTimeout());
    tls.ifPresent(builder::sslContext);
    // The name is resolved for each connection, so that a proxy may move while the caller lives.
    proxy.ifPresent(
        by ->
            builder.proxy(
                ProxySelector.of(InetSocketAddress.createUnresolved(by.host(), by.port()))));
    this.client = builder.build();
  }

  /**
   * Asks once.
   *
   * @param headers further request headers
   * @throws HttpFault if no complete answer comes within the limits
   */
  public HttpAnswer get(URI address, Map<String, String> headers) throws HttpFault {
    return send(HttpRequest.newBuilder(address).GET(), headers);
  }

  /**
   * Asks once for the headers alone.
   *
   * @param headers further request headers
   * @throws HttpFault if no complete answer comes within the limits
   */
  public HttpAnswer head(URI address, Map<String, String> headers) throws HttpFault {
    return send(HttpRequest.newBuilder(address).method("HEAD", BodyPublishers.noBody()), headers);
  }

  /**
   * Posts once.
   *
   * @param headers further request headers
   * @throws HttpFault if no complete answer comes within the limits; whether the request has been
   *     worked on is then unknown
   */
  public HttpAnswer post(URI address, Map<String, String> headers, byte[] body) throws HttpFault {
    return send(HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)), headers);
  }

  private HttpAnswer send(HttpRequest.Builder request, Map<String, String> headers)
      throws HttpFault {
    request.timeout(limits.answerTimeout()).setHeader("User-Agent", "freshseal");
    headers.forEach(request::setHeader);
    // Told at once: a proxy that has to ask for it would cost another round trip each time.
    proxy
        .flatMap(HttpProxy::login)
        .ifPresent(login -> request.setHeader("Proxy-Authorization", login.basic()));
    HttpResponse<PacedBody> response = await(request.build());
    refuseByProxy(response);
    HttpAnswer answer = new HttpAnswer(response.statusCode(), response.headers(), response.body());
    if (headerBytes(response) > limits.maxHeaderBytes()) {
      answer.close();
      throw HttpFault.lasting(
          StatusCode.SOURCE_BAD_ANSWER, TransferSentence.LONG_HEADERS, limits.maxHeaderBytes());
    }
    return answer;
  }

  // A proxy that refuses a tunnel leaves an answer without a body.
  private static void refuseByProxy(HttpResponse<PacedBody> response) throws HttpFault {
    if (response.statusCode() != PROXY_REFUSES) {
      return;
    }
    if (response.body() != null) {
      response.body().close();
    }
    throw HttpFault.lasting(StatusCode.SOURCE_UNREACHABLE, TransferSentence.PROXY_REFUSES);
  }

  private HttpResponse<PacedBody> await(HttpRequest request) throws HttpFault {
    CompletableFuture<HttpResponse<PacedBody>> pending =
        client.sendAsync(request, info -> new PacedBody(limits));
    Duration patience = limits.connectTimeout().plus(limits.answerTimeout()).plus(NAME_RESOLUTION);
    try {
      return pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw HttpFaults.ofRequest(e.getCause());
    } catch (TimeoutException e) {
      giveUp(pending);
      throw HttpFault.lasting(StatusCode.TOO_SLOW, TransferSentence.NO_ANSWER);
    } catch (InterruptedException e) {
      giveUp(pending);
      Thread.currentThread().interrupt();
      throw HttpFaults.interrupted();
    }
  }

  private static void giveUp(CompletableFuture<HttpResponse<PacedBody>> pending) {
    pending.whenComplete(
        (response, failure) -> {
          if (response != null) {
            response.body().close();
          }
        });
    pending.cancel(true);
  }

  private static long headerBytes(HttpResponse<?> response) {
    long sum = 0;
    for (var header : response.headers().map().entrySet()) {
      for (String value : header.getValue()) {
        sum += header.getKey().length() + value.length() + 4;
      }
    }
    return sum;
  }
}
