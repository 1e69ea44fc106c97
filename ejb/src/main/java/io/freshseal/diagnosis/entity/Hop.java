package io.freshseal.diagnosis.entity;

import java.util.Objects;

/**
 * One station on the way from the source to a computer.
 *
 * @param id of the relay, the group or the computer; empty if it has none
 * @param culprit whether it is the first that explains the failure
 */
public record Hop(Place place, String id, String name, Condition condition, boolean culprit) {

  public Hop {
    Objects.requireNonNull(place);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(condition);
  }
}
