package io.freshseal.computers.entity;

/**
 * How many computers are in a relay group.
 *
 * @param computers all of them, the relays too
 * @param relays those that replicate and serve
 */
public record GroupSize(long computers, long relays) {

  /** A group that nobody is in. */
  public static final GroupSize NONE = new GroupSize(0, 0);
}
