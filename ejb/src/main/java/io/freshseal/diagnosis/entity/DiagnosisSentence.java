package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What a diagnosis says: causes, facts, steps, and why something is refused. */
public enum DiagnosisSentence implements SentenceKey {
  /** 0 the culprit's name; so in every sentence of a cause. */
  CAUSE_OLD_BUILD,
  /** As above. */
  CAUSE_WRONG_SOURCE,
  /** As above. */
  CAUSE_IDLE_RELAY,
  /** As above. */
  CAUSE_SOURCE_NOT_RENEWED,
  /** As above. */
  CAUSE_OLD_ANCHORS,
  /** As above. */
  CAUSE_CLOCK,
  /** As above. */
  CAUSE_DAMAGED_CACHE,
  /** As above. */
  CAUSE_STALE_BUNDLE,
  /** As above. */
  CAUSE_NETWORK,
  /** As above. */
  CAUSE_EMPTY_GROUP,
  /** As above. */
  CAUSE_DISK_FULL,
  /** As above. */
  CAUSE_TAMPERING,
  /** As above. */
  CAUSE_NOT_UPDATED_SINCE,
  /** As above. */
  CAUSE_NOT_AFFECTED,
  /** As above. */
  CAUSE_HEALTHY,
  /** As above. */
  CAUSE_UNKNOWN,
  /** 0 the computer. */
  FACT_NO_RUN,
  /** 0 the computer, 1 when. */
  FACT_RUN_WELL,
  /** 0 the computer, 1 when, 2 the status text, 3 the code. */
  FACT_RUN,
  /** 0 the computer, 1 whom it asked. */
  FACT_SERVED,
  /** 0 the computer, 1 whom it asked, 2 the build that named itself. */
  FACT_SERVED_BUILD,
  /** 0 the computer, 1 sequence, 2 epoch, 3 its end. */
  FACT_FOLLOWED,
  /** 0 the computer, 1 how many have run out, 2 of how many. */
  FACT_EXPIRED,
  /** 0 the computer, 1 component, 2 version, 3 serial, 4 when it ran out. */
  FACT_HELD,
  /** 0 component, 1 version, 2 serial, 3 when signed, 4 its end. */
  FACT_OFFERED,
  /** 0 component, 1 the certificate's serial number, 2 from, 3 until. */
  FACT_CERTIFICATE,
  /** 0 sequence, 1 epoch, 2 when issued, 3 its end. */
  FACT_SEQUENCE,
  /** 0 address, 1 status text. */
  FACT_SOURCE_SILENT,
  /** 0 the relay, 1 its build. */
  FACT_BUILD_OLD,
  /** 0 the relay, 1 its build. */
  FACT_BUILD_NEW,
  /** 0 the relay, 1 when it was last heard. */
  FACT_SILENT,
  /** 0 the computer, 1 by how much it is ahead. */
  FACT_CLOCK,
  /** 0 by how much the manager is behind. */
  FACT_MANAGER_CLOCK,
  /** 0 the computer, 1 its number, 2 the source's number. */
  FACT_ANCHORS,
  /** 0 the group. */
  FACT_GROUP_EMPTY,
  /** 0 the group. */
  FACT_GROUP_SILENT,
  /** 0 the computer, 1 the address. */
  FACT_STRANGER,
  /** 0 number, 1 when, 2 the status text, 3 the code. */
  FACT_EVENT,
  /** 0 why the source did not answer. */
  MISSING_SOURCE,
  /** 0 the relay. */
  MISSING_HOLDINGS,
  /** 0 the address. */
  MISSING_STRANGER,
  /** 0 the computer. */
  MISSING_REASON,
  /** 0 the computer. */
  MISSING_CLOCK,
  /** 0 the computer. */
  MISSING_ANCHORS,
  /** 0 the status text. */
  MISSING_CODE,
  /** No arguments. */
  ONE_SUBJECT,
  /** No arguments. */
  NO_COMPUTER,
  /** No arguments. */
  NO_EVENT,
  /** No arguments. */
  NO_GROUP,
  /** No arguments. */
  NO_DIAGNOSIS,
  /** No arguments. */
  NO_REPAIR,
  /** No arguments. */
  NO_STEP,
  /** No arguments. */
  NOTHING_TO_REPAIR,
  /** 0 who began the repair that goes on, 1 when, 2 its id. */
  UNDER_REPAIR,
  /** No arguments. */
  NOT_BY_HAND,
  /** 0 the step that failed. */
  STEP_BEFORE_FAILED,
  /** No arguments. */
  STEP_OF_OTHER_PLAN,
  /** No arguments. */
  STEP_CANCELLED,
  /** 0 how many did it, 1 of how many, 2 one that did not, 3 its status text. */
  STEP_NOT_BY_ALL,
  /** 0 until when. */
  STEP_TOO_LONG;

  @Override
  public String family() {
    return "diagnosis";
  }
}
