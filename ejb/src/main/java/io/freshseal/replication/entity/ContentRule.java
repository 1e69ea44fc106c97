package io.freshseal.replication.entity;

/** Which contents a run fetches. Signature files, lists and anchors are always fetched. */
public enum ContentRule {
  /** All that the catalog names. */
  ALL,
  /** None: each comes when somebody asks for it. */
  ON_REQUEST
}
