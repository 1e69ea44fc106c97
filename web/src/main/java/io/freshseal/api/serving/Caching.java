package io.freshseal.api.serving;

/** How long a cache on the way may answer for us. */
enum Caching {
  /** The address names the bytes. */
  FOR_EVER("public, max-age=31536000, immutable"),
  /**
   * The same, but there will be a shorter form for the same question in a moment, which a cache for
   * many should find.
   */
  FOR_EVER_BY_ONE("public, max-age=31536000, s-maxage=60, immutable"),
  /** May be kept, but is asked about each time. */
  ASK_EACH_TIME("no-cache"),
  /** Not for everybody, so no cache keeps it. */
  NOBODY("no-store");

  private final String header;

  Caching(String header) {
    this.header = header;
  }

  /** The value of Cache-Control. */
  String header() {
    return header;
  }
}
