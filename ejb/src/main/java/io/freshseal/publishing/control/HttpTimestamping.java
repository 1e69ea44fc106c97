package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.publishing.entity.TimestampOutage;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.PlainHttp;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.Timestamping;
import io.freshseal.trust.control.TokenReview;
import io.freshseal.trust.control.cms.TimestampExchange;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * each one in turn. Safe for threads.
 */
final class HttpTimestamping implements Timestamping {

  /** The longest wait for one token, from the first byte to the last. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long an authority is left alone that has failed. */
  static final Duration REST = Duration.ofMinutes(5);

  private static final String REPLY = "application/timestamp-reply";
  private static final int OK = 200;

  private final URI address;
  private final Optional<Path> anchors;
  private final Duration patience;
  private final HttpClient client;
  private volatile Optional<TimestampOutage> outage = Optional.empty();

  /**
   * Makes a client.
   *
   * @param anchors PEM file of what readers judge the authority by, read anew for each token; empty
   *     if that is not known here
   */
  HttpTimestamping(URI address, Optional<Path> anchors) {
    this(address, anchors, PATIENCE);
  }

  HttpTimestamping(URI address, Optional<Path> anchors, Duration patience) {
    this.address = address;
    this.anchors = anchors;
    this.patience = patience;
    this.client = PlainHttp.builder().connectTimeout(patience).build();
  }

  /** Why there is no token to be had; empty if the last one was good, or none was asked for. */
  Optional<TimestampOutage> outage() {
    return outage;
  }

  @Override
  public synchronized Optional<byte[]> stamp(byte[] signature, Instant now) {
    if (outage.filter(failed -> now.isBefore(failed.last().plus(REST))).isPresent()) {
      return Optional.empty();
    }
    byte[] request = TimestampExchange.request(Sha256.of(signature).bytes());
    Verdict<byte[]> token =
        ask(request)
            .then(response -> granted(request, response))
            .then(granted -> useful(granted, signature, now));
    outage = token.fold(good -> Optional.empty(), bad -> Optional.of(failed(bad, now)));
    return token.toOptional();
  }

  private TimestampOutage failed(Rejected<byte[]> bad, Instant now) {
    Instant since = outage.map(TimestampOutage::since).orElse(now);
    return new TimestampOutage(address, since, now, bad.reason(), bad.evidence().sentence());
  }

  private Verdict<byte[]> ask(byte[] request) {
    CompletableFuture<HttpResponse<Optional<byte[]>>> pending =
        client.sendAsync(
            HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", REPLY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            info -> new BoundedBody(TimestampExchange.MAX_RESPONSE_BYTES));
    try {
      return body(pending.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return slow();
    } catch (ExecutionException e) {
      return e.getCause() instanceof HttpTimeoutException
          ? slow()
          : refuse(StatusCode.SOURCE_UNREACHABLE, PublishingSentence.TIMESTAMP_UNREACHABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refuse(StatusCode.SOURCE_UNREACHABLE, PublishingSentence.TIMESTAMP_UNREACHABLE);
    } finally {
      pending.cancel(true);
    }
  }

  private static Verdict<byte[]> body(HttpResponse<Optional<byte[]>> response) {
    if (response.statusCode() != OK) {
      return refuse(
          StatusCode.SOURCE_BAD_ANSWER, PublishingSentence.TIMESTAMP_STATUS, response.statusCode());
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(REPLY)) {
      return refuse(StatusCode.SOURCE_BAD_ANSWER, PublishingSentence.TIMESTAMP_TYPE);
    }
    return response
        .body()
        .map(Verdict::accept)
        .orElseGet(
            () ->
                refuse(
                    StatusCode.TOO_LARGE,
                    PublishingSentence.TIMESTAMP_LARGE,
                    TimestampExchange.MAX_RESPONSE_BYTES));
  }

  private static Verdict<byte[]> granted(byte[] request, byte[] response) {
    return TimestampExchange.token(request, response)
        .map(Verdict::accept)
        .orElseGet(
            () ->
                refuse(
                    StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
                    PublishingSentence.TIMESTAMP_NOT_GRANTED));
  }

  private Verdict<byte[]> useful(byte[] token, byte[] signature, Instant now) {
    Optional<TrustAnchors> known = anchors.flatMap(HttpTimestamping::read);
    if (anchors.isPresent() && known.isEmpty()) {
      return refuse(
          StatusCode.STORAGE_FAULT, PublishingSentence.TIMESTAMP_ANCHORS_UNFIT, anchors.get());
    }
    Optional<Sentence> useless = TokenReview.refuses(token, signature, known, now);
    return useless
        .<Verdict<byte[]>>map(
            why ->
                refuse(
                    StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
                    PublishingSentence.TIMESTAMP_USELESS,
                    why))
        .orElseGet(() -> Verdict.accept(token));
  }

  private static Optional<TrustAnchors> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return TrustAnchors.parse(BoundedInputStream.readAll(in, TrustAnchors.MAX_BYTES))
          .toOptional();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Verdict<byte[]> slow() {
    return refuse(StatusCode.TOO_SLOW, PublishingSentence.TIMESTAMP_SLOW, patience);
  }

  private static Verdict<byte[]> refuse(
      StatusCode code, PublishingSentence key, Object... arguments) {
    return Verdict.reject(code, Evidence.of(key, arguments));
  }
}
