package io.freshseal.computers.entity;

/**
 * What the rules would do with a computer.
 *
 * @param to where it would be put
 */
public record Move(Computer computer, RuledAssignment to) {

  /** Whether its relays change; else only who says so. */
  public boolean changesGroup() {
    return !to.group().equals(computer.group());
  }
}
