package io.freshseal.alerts.entity;

import io.freshseal.events.entity.EventLevel;
import io.freshseal.shared.entity.Sentence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that should be an open alert now.
 *
 * @param cause tells this one from others of its kind: the id of a relay or a group, or empty; at
 *     most 60 characters
 * @param target what a person would look at
 * @param computers how many are concerned
 * @param examples ids of some of them, at most {@link #MOST_EXAMPLES}
 * @param withinDays within how many days its end is, by the days on which ends are told; empty for
 *     one that has no end, or whose end is further away
 */
public record Finding(
    AlertKind kind,
    String cause,
    Target target,
    EventLevel level,
    Sentence sentence,
    long computers,
    List<String> examples,
    Optional<Integer> withinDays) {

  /** Most examples. */
  public static final int MOST_EXAMPLES = 5;

  private static final int MAX_CAUSE = 60;

  /** What a person would look at: nothing more than the fleet as a whole, or one part of it. */
  public record Target(Kind kind, String id) {

    /** Kinds of targets. */
    public enum Kind {
      FLEET,
      SOURCE,
      GROUP,
      COMPUTER
    }

    /** The fleet as a whole. */
    public static final Target FLEET = new Target(Kind.FLEET, "");

    /** The primary source. */
    public static final Target SOURCE = new Target(Kind.SOURCE, "");

    public Target {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(id);
    }
  }

  public Finding {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(target);
    Objects.requireNonNull(level);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(withinDays);
    examples = examples.stream().limit(MOST_EXAMPLES).toList();
    if (cause.length() > MAX_CAUSE) {
      throw new IllegalArgumentException("too long a cause");
    }
  }

  /** Makes one that has no end. */
  public Finding(
      AlertKind kind,
      String cause,
      Target target,
      EventLevel level,
      Sentence sentence,
      long computers,
      List<String> examples) {
    this(kind, cause, target, level, sentence, computers, examples, Optional.empty());
  }

  /** The same, its end being within so many days. */
  public Finding within(int days) {
    return new Finding(
        kind, cause, target, level, sentence, computers, examples, Optional.of(days));
  }

  /** Names it among all that can be open. */
  public String key() {
    return kind + "|" + cause;
  }
}
