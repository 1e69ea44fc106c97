package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.SentenceKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Why computers fail. Each has one sentence, which names the culprit. */
public enum Cause {
  /** A relay of a build that does not fetch renewed signature files. */
  OLD_BUILD(DiagnosisSentence.CAUSE_OLD_BUILD),
  /** A relay takes from somebody else than its group says. */
  WRONG_SOURCE(DiagnosisSentence.CAUSE_WRONG_SOURCE),
  /** A relay has not updated since what it holds was renewed. */
  IDLE_RELAY(DiagnosisSentence.CAUSE_IDLE_RELAY),
  /** The primary source itself offers what has expired. */
  SOURCE_NOT_RENEWED(DiagnosisSentence.CAUSE_SOURCE_NOT_RENEWED),
  /** A computer judges by trust anchors that are older than the source's. */
  OLD_ANCHORS(DiagnosisSentence.CAUSE_OLD_ANCHORS),
  /** A clock is wrong. */
  CLOCK(DiagnosisSentence.CAUSE_CLOCK),
  /** What a computer keeps on its disk is not what it fetched. */
  DAMAGED_CACHE(DiagnosisSentence.CAUSE_DAMAGED_CACHE),
  /** A relay without a network holds what an old bundle or folder brought. */
  STALE_BUNDLE(DiagnosisSentence.CAUSE_STALE_BUNDLE),
  /** Somebody cannot be reached. */
  NETWORK(DiagnosisSentence.CAUSE_NETWORK),
  /** A relay group without a relay. */
  EMPTY_GROUP(DiagnosisSentence.CAUSE_EMPTY_GROUP),
  /** No room on a disk. */
  DISK_FULL(DiagnosisSentence.CAUSE_DISK_FULL),
  /** Something revoked, forged or turned back was handed out; no machine may repair that. */
  TAMPERING(DiagnosisSentence.CAUSE_TAMPERING),
  /** Everything above the computers is in order again, and they have not updated since. */
  NOT_UPDATED_SINCE(DiagnosisSentence.CAUSE_NOT_UPDATED_SINCE),
  /** No relay of one's own is in the path, and nothing fails. */
  NOT_AFFECTED(DiagnosisSentence.CAUSE_NOT_AFFECTED),
  /** Nothing is wrong. */
  HEALTHY(DiagnosisSentence.CAUSE_HEALTHY),
  /** It cannot be told; the facts say what is missing. */
  UNKNOWN(DiagnosisSentence.CAUSE_UNKNOWN);

  private static final Set<Cause> WELL = EnumSet.of(NOT_AFFECTED, HEALTHY);

  private final SentenceKey sentence;

  Cause(SentenceKey sentence) {
    this.sentence = sentence;
  }

  /** Whether something has to be done. */
  public boolean isTrouble() {
    return !WELL.contains(this);
  }

  /** What it says; 0 is the culprit's name. */
  public SentenceKey sentence() {
    return sentence;
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "cause." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<Cause> parse(String text) {
    return Arrays.stream(values()).filter(cause -> cause.name().equals(text)).findFirst();
  }
}
