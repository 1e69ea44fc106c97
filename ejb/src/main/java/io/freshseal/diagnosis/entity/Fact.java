package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import java.util.Objects;

/**
 * Something that an operator can check, and where it is from.
 *
 * @param witness who says so
 * @param reference id of the computer, event or group; an address; empty where there is but one
 */
public record Fact(Sentence sentence, Witness witness, String reference) {

  /** Who says so. */
  public enum Witness {
    /** The last heartbeat of a computer. */
    HEARTBEAT,
    /** An event. */
    EVENT,
    /** The primary source's catalog and certificates. */
    SOURCE,
    /** The table of relay builds. */
    BUILDS,
    /** The relay groups. */
    GROUPS,
    /** What the manager has found out by itself. */
    MANAGER;

    /** Key of its name in the bundle {@code io.freshseal.messages}. */
    public String messageKey() {
      return "witness." + name();
    }
  }

  public Fact {
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(witness);
    Objects.requireNonNull(reference);
  }

  /** A fact by these words; their arguments as {@link Sentence#of} takes them. */
  public static Fact of(
      Witness witness, Object reference, SentenceKey sentence, Object... arguments) {
    return new Fact(Sentence.of(sentence, arguments), witness, reference.toString());
  }

  /** Whether it says what is missing to tell. */
  public boolean isGap() {
    return sentence.key().startsWith("diagnosis.MISSING_");
  }
}
