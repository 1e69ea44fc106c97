package io.freshseal.api.serving;

import io.freshseal.api.http.EntityTag;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.SignatureSeries;
import io.freshseal.vault.entity.Snapshot;
import java.util.Base64;
import java.util.function.BiConsumer;

/**
 * The bytes that answer a request, before any condition or range is looked at.
 *
 * @param digest SHA-256 of the bytes
 * @param length of the bytes
 * @param mediaType of the bytes
 */
record Representation(Sha256 digest, long length, String mediaType, Caching caching) {

  static final String SIGNED_CATALOG = "application/pkcs7-mime";
  static final String SIGNATURE = "application/pkcs7-signature";
  static final String BYTES = "application/octet-stream";
  static final String PEM = "application/x-pem-file";
  static final String SERIES = SignatureSeries.MEDIA_TYPE;
  static final String JSON = "application/json";

  /** What the answers at the catalog's address depend on. */
  static final String CATALOG_VARY = "Accept, Accept-Encoding, Available-Dictionary";

  /** The same of contents and objects (RFC 9842 section 6.2). */
  static final String OBJECT_VARY = "Accept-Encoding, Available-Dictionary";

  /** The signed catalog. */
  static Representation catalog(Snapshot snapshot) {
    return new Representation(
        snapshot.catalogDigest(), snapshot.catalogSize(), SIGNED_CATALOG, Caching.ASK_EACH_TIME);
  }

  /** An object by its name. */
  static Representation object(Sha256 digest, long length) {
    return new Representation(digest, length, BYTES, Caching.FOR_EVER);
  }

  /** The same for caches that hear that a shorter form is coming. */
  Representation untilShorter() {
    return caching == Caching.FOR_EVER
        ? new Representation(digest, length, mediaType, Caching.FOR_EVER_BY_ONE)
        : this;
  }

  EntityTag tag() {
    return EntityTag.of(digest);
  }

  /** The value of Repr-Digest (RFC 9530 section 3). */
  String reprDigest() {
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest.bytes()) + ":";
  }

  /** Names the headers that describe it, whatever the status. */
  void describe(BiConsumer<String, String> header) {
    header.accept("ETag", tag().header());
    header.accept("Cache-Control", caching.header());
    header.accept("Repr-Digest", reprDigest());
  }
}
