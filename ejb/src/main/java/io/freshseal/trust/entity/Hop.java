package io.freshseal.trust.entity;

import java.util.Objects;

/**
 * The place on the way from source to agent at which something was found, so that an operator knows
 * where to act.
 *
 * @param address a base URL, or the folder of a store
 */
public record Hop(Place place, String address) {

  /** What kind of place it is. */
  public enum Place {
    /** A source or relay handed it out. */
    UPSTREAM,
    /** This machine holds it since an earlier run. */
    STORE
  }

  public Hop {
    Objects.requireNonNull(place);
    Objects.requireNonNull(address);
  }

  /** Whoever answers at a base URL. */
  public static Hop upstream(String address) {
    return new Hop(Place.UPSTREAM, address);
  }

  /** The store in a folder of this machine. */
  public static Hop store(String folder) {
    return new Hop(Place.STORE, folder);
  }
}
