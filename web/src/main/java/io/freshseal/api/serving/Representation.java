package io.freshseal.api.serving;

import io.freshseal.api.http.EntityTag;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.SignatureSeries;
import java.util.Base64;

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

  EntityTag tag() {
    return EntityTag.of(digest);
  }

  /** The value of Repr-Digest (RFC 9530 section 3). */
  String reprDigest() {
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest.bytes()) + ":";
  }
}
