package io.freshseal.replication.entity;

/**
 * What a run asked of its source.
 *
 * @param requests how many times it asked
 * @param catalogBytes body bytes that arrived of catalogs and of the revocation lists they name
 * @param signatureBytes body bytes of signature files that arrived
 * @param contentBytes body bytes of content that arrived
 * @param savedBytes how many more there would have been without deltas and {@code zstd}
 */
public record Traffic(
    long requests, long catalogBytes, long signatureBytes, long contentBytes, long savedBytes) {

  /** Of a run that asked for nothing. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

  /** Body bytes of all kinds. */
  public long bytes() {
    return catalogBytes + signatureBytes + contentBytes;
  }
}
