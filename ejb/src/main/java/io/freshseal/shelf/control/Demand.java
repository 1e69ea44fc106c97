package io.freshseal.shelf.control;

import io.freshseal.shelf.entity.DeltaChange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How useful each delta is: by how often it was asked for, ready or not, then by its place in the
 * plan. What is not in the plan is not counted, so that nobody fills this by asking. Safe for
 * threads.
 */
final class Demand {

  private final Map<DeltaChange, Place> places;

  private record Place(int number, AtomicLong asked) {}

  /** How useful one is at a moment; the most useful comes first. */
  record Use(long asked, int place) implements Comparable<Use> {

    private static final Comparator<Use> ORDER =
        Comparator.comparingLong(Use::asked).reversed().thenComparingInt(Use::place);

    @Override
    public int compareTo(Use other) {
      return ORDER.compare(this, other);
    }
  }

  /** Of nothing. */
  Demand() {
    this(Map.of());
  }

  private Demand(Map<DeltaChange, Place> places) {
    this.places = places;
  }

  /**
   * The same counts, for another plan.
   *
   * @param changes each once
   */
  Demand among(Collection<DeltaChange> changes) {
    Map<DeltaChange, Place> next = new HashMap<>();
    for (DeltaChange change : changes) {
      Place before = places.get(change);
      AtomicLong asked = before == null ? new AtomicLong() : before.asked();
      next.put(change, new Place(next.size(), asked));
    }
    return new Demand(next);
  }

  /** Counts a reader. */
  void ask(DeltaChange change) {
    Place place = places.get(change);
    if (place != null) {
      place.asked().incrementAndGet();
    }
  }

  boolean knows(DeltaChange change) {
    return places.containsKey(change);
  }

  /** How useful it is now; what is not in the plan is the least of all. */
  Use of(DeltaChange change) {
    Place place = places.get(change);
    return place == null
        ? new Use(0, Integer.MAX_VALUE)
        : new Use(place.asked().get(), place.number());
  }
}
