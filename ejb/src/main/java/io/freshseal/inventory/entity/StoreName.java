package io.freshseal.inventory.entity;

/** The two stores that a node may have. */
public enum StoreName {
  /** What the source offers. */
  SOURCE,
  /** What the relay holds. */
  RELAY
}
