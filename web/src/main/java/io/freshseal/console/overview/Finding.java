package io.freshseal.console.overview;

import io.freshseal.console.components.ComponentRow;
import io.freshseal.console.frame.Urgency;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether everything is fresh: the worst thing to say, and what to do about it.
 *
 * @param kind the sentence
 * @param count how many components it is about
 * @param next the first instant at which something expires, if anything is held
 */
record Finding(Kind kind, long count, Optional<Instant> next) {

  /** What there is to say, the worst first. */
  enum Kind {
    /** Neither held nor offered. */
    NOTHING("unknown", false),
    /** The relay holds nothing of what its source offers. */
    EMPTY_RELAY("critical", true),
    /** Expired here, and the relay's build does not ask for renewed files. */
    EXPIRED_OLD_BUILD("expired", true),
    /** Expired here, renewed at the source. */
    EXPIRED_BEHIND("expired", true),
    /** Expired here and at the source. */
    EXPIRED("expired", false),
    /** The catalog that is served is out of date, and agents take nothing new from it. */
    CATALOG_EXPIRED("expired", true),
    /** Expires soon. */
    CRITICAL("critical", true),
    /** The newest run failed; what is held is still valid. */
    RUN_FAILED("critical", true),
    /** The relay's build does not ask for signature files that the source has renewed. */
    BEHIND_OLD_BUILD("critical", true),
    /** The source has something newer. */
    BEHIND("due", true),
    /** Should have been renewed by now. */
    DUE("due", true),
    /** Nothing to do. */
    FRESH("ok", false);

    private final String style;
    private final boolean updateHelps;

    Kind(String style, boolean updateHelps) {
      this.style = style;
      this.updateHelps = updateHelps;
    }

    /** Class and icon, in the words of the style sheet. */
    String style() {
      return style;
    }

    /** Whether a security update is the next step, where this process is a relay. */
    boolean updateHelps() {
      return updateHelps;
    }
  }

  static Finding of(Situation situation) {
    List<ComponentRow> held = situation.held();
    Optional<Instant> next =
        held.stream()
            .map(ComponentRow::expires)
            .filter(expires -> expires.isAfter(situation.now()))
            .min(Comparator.naturalOrder());
    if (held.isEmpty()) {
      Kind kind = situation.rows().isEmpty() ? Kind.NOTHING : Kind.EMPTY_RELAY;
      return new Finding(kind, situation.rows().size(), next);
    }
    List<ComponentRow> expired = of(held, Urgency.EXPIRED);
    if (!expired.isEmpty()) {
      return new Finding(expired(situation, expired), expired.size(), next);
    }
    return valid(situation, held, next);
  }

  private static Finding valid(
      Situation situation, List<ComponentRow> held, Optional<Instant> next) {
    if (situation.catalogExpires().filter(end -> !end.isAfter(situation.now())).isPresent()) {
      return new Finding(Kind.CATALOG_EXPIRED, held.size(), next);
    }
    int critical = of(held, Urgency.CRITICAL).size();
    if (critical > 0) {
      return new Finding(Kind.CRITICAL, critical, next);
    }
    if (situation.failedRun().isPresent()) {
      return new Finding(Kind.RUN_FAILED, held.size(), next);
    }
    long skipped = situation.skipped();
    if (skipped > 0) {
      return new Finding(Kind.BEHIND_OLD_BUILD, skipped, next);
    }
    if (situation.behind() > 0) {
      return new Finding(Kind.BEHIND, situation.behind(), next);
    }
    int due = of(held, Urgency.DUE).size();
    return due > 0 ? new Finding(Kind.DUE, due, next) : new Finding(Kind.FRESH, held.size(), next);
  }

  private static Kind expired(Situation situation, List<ComponentRow> expired) {
    boolean renewed = expired.stream().anyMatch(row -> row.standing().isBehind());
    if (renewed) {
      return situation.oldBuild() ? Kind.EXPIRED_OLD_BUILD : Kind.EXPIRED_BEHIND;
    }
    return Kind.EXPIRED;
  }

  private static List<ComponentRow> of(List<ComponentRow> rows, Urgency urgency) {
    return rows.stream().filter(row -> row.urgency() == urgency).toList();
  }
}
