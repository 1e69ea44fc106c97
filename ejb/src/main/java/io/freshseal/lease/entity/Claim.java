package io.freshseal.lease.entity;

/** What came of asking for a lease. */
public enum Claim {
  /** It is this node's. */
  TAKEN,
  /** Another node has it. */
  ELSEWHERE,
  /** The database does not answer; whoever asks knows whether the work may be done twice. */
  UNKNOWN
}
