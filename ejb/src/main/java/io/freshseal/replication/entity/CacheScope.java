package io.freshseal.replication.entity;

/** How much of what a relay holds is dropped. */
public enum CacheScope {
  /** Everything. */
  ALL,
  /** What is damaged or missing on the disk, and what readers would refuse today. */
  UNUSABLE
}
