package io.freshseal.diagnosis.entity;

import java.util.List;

/** Why one computer fails, and what shows it. */
record Blame(Cause cause, Culprit culprit, List<Fact> facts) {

  Blame {
    facts = List.copyOf(facts);
  }

  static Blame of(Cause cause, Culprit culprit, Fact... facts) {
    return new Blame(cause, culprit, List.of(facts));
  }
}
