package io.freshseal.replication.entity;

import java.util.Objects;

/**
 * The contents of a relay at one moment.
 *
 * @param rule which ones it fetches by itself
 * @param missing whether some may be missing: also while a relay becomes a full one
 * @param held how many are on its disk
 * @param named how many its components have
 * @param bytes of those held
 * @param mostBytes how many it holds at most
 * @param hits requests answered from what was held, since the start
 * @param misses requests that had to wait for a content, or could not be answered
 * @param fetched contents that were fetched on request
 * @param evicted contents that were dropped to make room, or because nobody asked for them
 */
public record LazyView(
    ContentRule rule,
    boolean missing,
    int held,
    int named,
    long bytes,
    long mostBytes,
    long hits,
    long misses,
    long fetched,
    long evicted) {

  public LazyView {
    Objects.requireNonNull(rule);
  }

  /** Whether there is anything to be told of contents on request. */
  public boolean lazy() {
    return missing || rule == ContentRule.ON_REQUEST;
  }
}
