package io.freshseal.replication.entity;

/**
 * What a run asked of its source.
 *
 * @param requests how many times it asked
 * @param catalogBytes body bytes that arrived of catalogs and of the revocation lists they name
 * @param signatureBytes body bytes of signature files that arrived
 * @param contentBytes body bytes of content that arrived
 */
public record Traffic(long requests, long catalogBytes, long signatureBytes, long contentBytes) {

  /** Body bytes of all kinds. */
  public long bytes() {
    return catalogBytes + signatureBytes + contentBytes;
  }
}
