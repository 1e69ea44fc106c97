package io.freshseal.replication.entity;

/** How a run ended. */
public enum RunResult {
  /** Everything is in order, whether or not anything was new. */
  COMPLETED,
  /** Some components were refused, others are in order. */
  PARTIAL,
  /** No catalog could be followed, the disk refused, or every component was refused. */
  FAILED
}
