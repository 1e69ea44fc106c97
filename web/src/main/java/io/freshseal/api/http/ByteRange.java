package io.freshseal.api.http;

/**
 * A part of a representation.
 *
 * @param first offset of its first byte
 * @param last offset of its last byte, not before the first
 */
public record ByteRange(long first, long last) {

  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a byte range");
    }
  }

  /** Number of bytes, at least one. */
  public long length() {
    return last - first + 1;
  }

  /** The Content-Range of this part of so many bytes. */
  public String contentRange(long completeLength) {
    return "bytes " + first + "-" + last + "/" + completeLength;
  }
}
