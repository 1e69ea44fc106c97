package io.freshseal.replication.control;

import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The transfer of a catalog: conditional, and as a delta if the source has one. For one thread. */
final class HttpCatalogTransfer {

  private static final String TYPE = "application/pkcs7-mime";

  /** Sends a request for the catalog with these headers. */
  @FunctionalInterface
  interface Get {
    HttpAnswer send(Map<String, String> headers) throws HttpFault;
  }

  private final Get get;
  private final Optional<String> etag;
  private Optional<HeldContent> base;

  HttpCatalogTransfer(Get get, Optional<String> etag, Optional<HeldContent> base) {
    this.get = get;
    this.etag = etag;
    this.base = base;
  }

  /**
   * One request; a second one for the whole if what came as a delta is none.
   *
   * @param bound the most bytes to accept
   */
  CatalogAnswer attempt(int bound) throws IOException {
    try (HttpAnswer answer = get.send(headers())) {
      if (etag.isPresent() && answer.status() == 304) {
        return new CatalogAnswer.NotModified();
      }
      AnswerCheck.requireStatus(answer, 200);
      if (base.isEmpty() || CodedBody.isWhole(answer)) {
        AnswerCheck.requireType(answer, TYPE);
        return new CatalogAnswer.Fetched(AnswerCheck.readAll(answer, bound), answer.strongEtag());
      }
      Optional<CodedBody> delta = CodedBody.delta(answer, base.get());
      if (delta.isPresent()) {
        AnswerCheck.requireTypeAlone(answer, TYPE);
        Optional<CatalogAnswer> decoded = decode(delta.get(), answer, bound);
        if (decoded.isPresent()) {
          return decoded.get();
        }
      }
    }
    base = Optional.empty();
    return attempt(bound);
  }

  private static Optional<CatalogAnswer> decode(CodedBody body, HttpAnswer answer, int bound)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!body.copyTo((buffer, count) -> out.write(buffer, 0, count), bound)) {
      return Optional.empty();
    }
    return Optional.of(
        new CatalogAnswer.Fetched(
            out.toByteArray(), answer.strongEtag(), OptionalLong.of(body.received())));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(Map.of("Accept", TYPE));
    etag.ifPresent(tag -> headers.put("If-None-Match", tag));
    base.ifPresent(held -> headers.putAll(held.headers()));
    return headers;
  }
}
