package io.freshseal.trust.control.cms;

import io.freshseal.trust.entity.TrustSentence;

/**
 * Bounds the work of the parser before it begins. Encoding a set as DER sorts it, and that takes
 * time by the square of its elements, as nesting does by the square of its depth: a file of a few
 * hundred kilobytes would keep a reader busy for minutes, a catalog for days.
 */
final class ValueCount {

  /** Most values an envelope may consist of; a real one with its chain has a few hundred. */
  static final int MAX_VALUES = 4096;

  /** How deep values may lie within each other; a real envelope has about 20 levels. */
  static final int MAX_DEPTH = 64;

  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;
  private static final int MORE = 0x80;
  private static final int MOST_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final int[] ends = new int[MAX_DEPTH];
  private int depth;
  private int at;

  private ValueCount(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Walks over tags and lengths, once; whether they fit each other is for the parser to say. */
  static void requireFew(byte[] bytes) {
    ValueCount walk = new ValueCount(bytes);
    for (int count = 1; walk.at < bytes.length; count++) {
      if (count > MAX_VALUES) {
        throw new MalformedEnvelopeException(TrustSentence.FORM_VALUE_COUNT, MAX_VALUES);
      }
      walk.step();
    }
  }

  /** Goes into a constructed value, past a primitive one. */
  private void step() {
    int first = next();
    if ((first & LONG_TAG) == LONG_TAG) {
      while ((next() & MORE) != 0) {
        // the bytes of a long tag
      }
    }
    int length = length();
    if ((first & CONSTRUCTED) == 0) {
      at += length;
    } else {
      enter(at + length);
    }
    while (depth > 0 && at >= ends[depth - 1]) {
      depth--;
    }
  }

  private void enter(int end) {
    if (depth == MAX_DEPTH) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_DEPTH, MAX_DEPTH);
    }
    ends[depth++] = end;
  }

  private int length() {
    int first = next();
    if (first < MORE) {
      return first;
    }
    int more = first - MORE;
    long length = 0;
    for (int i = 0; i < more && i < MOST_LENGTH_BYTES; i++) {
      length = length << Byte.SIZE | next();
    }
    if (more == 0 || more > MOST_LENGTH_BYTES || length > bytes.length - at) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_LENGTH);
    }
    return (int) length;
  }

  private int next() {
    if (at >= bytes.length) {
      throw new MalformedEnvelopeException(TrustSentence.FORM_TRUNCATED);
    }
    return Byte.toUnsignedInt(bytes[at++]);
  }
}
