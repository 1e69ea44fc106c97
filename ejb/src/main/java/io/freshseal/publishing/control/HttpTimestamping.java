package io.freshseal.publishing.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.Timestamping;
import io.freshseal.trust.control.cms.TimestampExchange;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A timestamp authority elsewhere (RFC 3161 3.4). One request for each signature, bounded in bytes
 * and time; after a failure it is left alone for a while, so that signing much does not wait for
 * each one in turn.
 */
final class HttpTimestamping implements Timestamping {

  /** The longest wait for one token, from the first byte to the last. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long an authority is left alone that has failed. */
  static final Duration REST = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger(HttpTimestamping.class.getName());
  private static final int OK = 200;

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();
  private Optional<Instant> failed = Optional.empty();

  HttpTimestamping(URI address) {
    this.address = address;
  }

  @Override
  public synchronized Optional<byte[]> stamp(byte[] signature, Instant now) {
    if (failed.filter(at -> now.isBefore(at.plus(REST))).isPresent()) {
      return Optional.empty();
    }
    byte[] request = TimestampExchange.request(Sha256.of(signature).bytes());
    Optional<byte[]> token =
        ask(request).flatMap(response -> TimestampExchange.token(request, response));
    failed = token.isPresent() ? Optional.empty() : Optional.of(now);
    if (token.isEmpty()) {
      LOG.log(Level.WARNING, "no timestamp from {0}; signatures are made without", address);
    }
    return token;
  }

  private Optional<byte[]> ask(byte[] request) {
    CompletableFuture<HttpResponse<Optional<byte[]>>> pending =
        client.sendAsync(
            HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            info -> new BoundedBody(TimestampExchange.MAX_RESPONSE_BYTES));
    try {
      HttpResponse<Optional<byte[]>> response =
          pending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == OK ? response.body() : Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      pending.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
