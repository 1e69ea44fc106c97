package io.freshseal.events.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that may be reported. Origin and number together are stable for ever. Numbers below
 * 7000 and from 9000 are those of the field, 7000 to 7999 the product's own.
 */
public enum EventType {
  /** The relay's security update brought what its source offers. Figures: components, bytes. */
  SECURITY_UPDATE_DONE(2204, Origin.RELAY, EventLevel.INFO),
  /** A signature was refused, new or held. Figures: component, version, why, hop. */
  UPDATE_FAILURE(9102, Origin.RELAY, EventLevel.ERROR),
  /** A signature that was reported as refused is replaced. Figures: component, version. */
  UPDATE_FAILURE_ENDED(7104, Origin.RELAY, EventLevel.INFO),
  /** The update source gave no usable answer. Figures: source, nothing, why, hop. */
  SOURCE_UNREACHABLE(9108, Origin.RELAY, EventLevel.WARNING),
  /**
   * The update failed for a reason without a number of its own. Figures: what, its version, why,
   * hop.
   */
  UPDATE_FAULT(9109, Origin.RELAY, EventLevel.ERROR),
  /** There is no room on the disk. Figures: why. */
  DISK_FULL(6012, Origin.RELAY, EventLevel.ERROR),
  /** Somebody emptied the relay's store; the memory of what must not go back was kept. */
  CACHE_CLEARED(7101, Origin.RELAY, EventLevel.INFO),
  /** Somebody sent an update bundle to the relay. Figures: the run that takes it in. */
  BUNDLE_SENT(7107, Origin.RELAY, EventLevel.INFO),
  /** An update bundle was made. Figures: its file, until when it is usable, its digest. */
  BUNDLE_MADE(7108, Origin.RELAY, EventLevel.INFO),
  /** An update bundle could not be made. Figures: its file, why. */
  BUNDLE_NOT_MADE(7109, Origin.RELAY, EventLevel.ERROR),
  /** Somebody deleted an update bundle that was made here. Figures: its file. */
  BUNDLE_DELETED(7113, Origin.RELAY, EventLevel.INFO),
  /**
   * An update bundle was taken in that ends before the next courier's date, by an exception.
   * Figures: what was excused.
   */
  BUNDLE_EARLY_END_ALLOWED(7114, Origin.RELAY, EventLevel.WARNING),
  /** Somebody began a journey over an air gap, on either side of it. */
  COURIER_BEGUN(7115, Origin.RELAY, EventLevel.INFO),
  /** The date of the next courier has passed, and no later one is set. Figures: the date. */
  COURIER_OVERDUE(7116, Origin.RELAY, EventLevel.WARNING),
  /** Somebody dropped what the relay could not use any more. Figures: what is gone. */
  UNUSABLE_CLEARED(7106, Origin.RELAY, EventLevel.INFO),
  /**
   * The relay's store was damaged and put right; the next run fetches it. Figures: what is gone.
   */
  RELAY_STORE_REPAIRED(7102, Origin.RELAY, EventLevel.ERROR),
  /**
   * A source says two things under one number, or somebody has its key. Figures: source, nothing,
   * why, hop, the digest accepted, the digest offered.
   */
  EQUIVOCATION(7110, Origin.RELAY, EventLevel.CRITICAL),
  /** The source offers components that it did not offer before. Figures: count, which. */
  COMPONENTS_ADDED(7111, Origin.RELAY, EventLevel.INFO),
  /** The source offers components no longer. Figures: count, which. */
  COMPONENTS_WITHDRAWN(7112, Origin.RELAY, EventLevel.WARNING),
  /**
   * The relay judges by a later bundle of trust anchors, signed under the one before. Figures:
   * number, anchors, threshold, source.
   */
  ANCHORS_ADOPTED(7105, Origin.RELAY, EventLevel.INFO),
  /** A security update of the relay was ordered by hand. */
  SECURITY_UPDATE_REQUESTED(273, Origin.MANAGER, EventLevel.INFO),
  /** A new catalog is out. Figures: sequence, components. */
  CATALOG_PUBLISHED(7001, Origin.SOURCE, EventLevel.INFO),
  /** Signature files were renewed, contents untouched. Figures: count, sequence. */
  SIGNATURES_RENEWED(7002, Origin.SOURCE, EventLevel.INFO),
  /** A component version was staged. Figures: component, version, bytes. */
  COMPONENT_STAGED(7003, Origin.SOURCE, EventLevel.INFO),
  /** A component version was refused. Figures: component, version, why. */
  COMPONENT_REFUSED(7004, Origin.SOURCE, EventLevel.WARNING),
  /** Staging, renewing or publishing failed. Figures: why. */
  PUBLISHING_FAILED(7005, Origin.SOURCE, EventLevel.ERROR),
  /** The source's store was damaged and put right. Figures: what is gone. */
  SOURCE_STORE_REPAIRED(7006, Origin.SOURCE, EventLevel.ERROR),
  /** A higher epoch began: readers forget the numbers of the one before. Figures: epoch, count. */
  EPOCH_STARTED(7007, Origin.SOURCE, EventLevel.WARNING),
  /** A signing certificate was revoked. Figures: serial number, reason, files signed anew. */
  CERTIFICATE_REVOKED(7008, Origin.SOURCE, EventLevel.WARNING),
  /**
   * An authority elsewhere gives no timestamps; signatures are made without. Figures: address, why.
   */
  TIMESTAMPS_MISSING(7009, Origin.SOURCE, EventLevel.WARNING),
  /** It gives timestamps again. Figures: address, since when it had not. */
  TIMESTAMPS_BACK(7010, Origin.SOURCE, EventLevel.INFO),
  /**
   * A list of an operator's authority ends soon, and another one is due. Figures: issuer, number,
   * its end.
   */
  REVOCATION_LIST_ENDS(7011, Origin.SOURCE, EventLevel.WARNING),
  /**
   * Readers are told of one more authority. Figures: fingerprint, number of the bundle, threshold.
   */
  AUTHORITY_INTRODUCED(7020, Origin.SOURCE, EventLevel.INFO),
  /** Everything is signed under another authority from now on. Figures: as above. */
  AUTHORITY_ACTIVATED(7021, Origin.SOURCE, EventLevel.WARNING),
  /** Readers are told to trust an authority no more. Figures: as above. */
  AUTHORITY_RETIRED(7022, Origin.SOURCE, EventLevel.WARNING),
  /** The server is up. Figures: roles. */
  SERVER_STARTED(7201, Origin.MANAGER, EventLevel.INFO),
  /** A setting was changed. Figures: setting, value. */
  SETTING_CHANGED(7202, Origin.MANAGER, EventLevel.INFO),
  /** A line of the relay builds was added or changed. Figures: first build, name. */
  RELAY_BUILD_SAVED(7203, Origin.MANAGER, EventLevel.INFO),
  /** A line of the relay builds was deleted. Figures: line. */
  RELAY_BUILD_DELETED(7204, Origin.MANAGER, EventLevel.INFO),
  /** Somebody signed in to the console. Figures: account, address. */
  SIGNED_IN(7301, Origin.MANAGER, EventLevel.INFO),
  /** Somebody failed to prove who they are. Figures: account, address. */
  SIGN_IN_FAILED(7302, Origin.MANAGER, EventLevel.WARNING),
  /** Too many failures: this name is not listened to from there for a while. Figures: as above. */
  SIGN_IN_THROTTLED(7303, Origin.MANAGER, EventLevel.WARNING),
  /** An access token was made. Figures: its name. */
  TOKEN_CREATED(7304, Origin.MANAGER, EventLevel.INFO),
  /** An access token was revoked. Figures: its name. */
  TOKEN_REVOKED(7305, Origin.MANAGER, EventLevel.INFO),
  /** The first administrator was made. Figures: account. */
  ADMINISTRATOR_CREATED(7306, Origin.MANAGER, EventLevel.INFO),
  /** The manager did not answer; told once until it does again. Figures: manager, nothing, why. */
  AGENT_MANAGER_SILENT(4011, Origin.AGENT, EventLevel.WARNING),
  /** The manager did not take a heartbeat; told once until it does. Figures: as above. */
  AGENT_HEARTBEAT_FAILED(4012, Origin.AGENT, EventLevel.WARNING),
  /** The agent's service began. Figures: build. */
  AGENT_STARTED(5000, Origin.AGENT, EventLevel.INFO),
  /** The agent's service was stopped. Figures: build. */
  AGENT_STOPPED(5003, Origin.AGENT, EventLevel.INFO),
  /** The clock went another way than time did. Figures: expected, found. */
  AGENT_CLOCK_CHANGED(5004, Origin.AGENT, EventLevel.WARNING),
  /** There is no room on the agent's disk. Figures: what, nothing, why. */
  AGENT_DISK_FULL(6012, Origin.AGENT, EventLevel.ERROR),
  /** Everything that was fetched and not applied was dropped. Figures: components applied. */
  AGENT_CACHE_CLEARED(7101, Origin.AGENT, EventLevel.INFO),
  /** The same of what could not be used any more. Figures: the same. */
  AGENT_UNUSABLE_CLEARED(7106, Origin.AGENT, EventLevel.INFO),
  /** As a relay's. Figures: the same. */
  AGENT_BUNDLE_EARLY_END_ALLOWED(7114, Origin.AGENT, EventLevel.WARNING),
  /** The agent's folder was damaged and put right; the next update fetches what is gone. */
  AGENT_STORE_REPAIRED(7102, Origin.AGENT, EventLevel.ERROR),
  /** A source says two things under one number. Figures: as of the relay's event. */
  AGENT_EQUIVOCATION(7110, Origin.AGENT, EventLevel.CRITICAL),
  /** The update brought something newer. Figures: components changed, bytes, relay. */
  AGENT_UPDATED(9100, Origin.AGENT, EventLevel.INFO),
  /**
   * The update ended with nothing done, for a reason of this computer. Figures: what, nothing, why.
   */
  AGENT_UPDATE_FAILED(9101, Origin.AGENT, EventLevel.ERROR),
  /** A signature was refused. Figures: component, version, why, hop. */
  AGENT_SIGNATURE_REFUSED(9102, Origin.AGENT, EventLevel.ERROR),
  /** No relay gave a usable answer. Figures: relay, nothing, why, hop. */
  AGENT_SOURCE_UNREACHABLE(9108, Origin.AGENT, EventLevel.WARNING),
  /** Something else than a signature was refused. Figures: what, its version, why, hop. */
  AGENT_UPDATE_FAULT(9109, Origin.AGENT, EventLevel.ERROR),
  /** An order was not begun. Figures: order, nothing, why. */
  AGENT_UPDATE_SKIPPED(9116, Origin.AGENT, EventLevel.INFO),
  /** An agent's update brought something newer. Figures: the agent's number, then its figures. */
  AGENTS_UPDATED(2204, Origin.MANAGER, EventLevel.INFO),
  /** An agent's update failed, or was refused. Figures: as above. */
  AGENTS_UPDATE_FAILED(2205, Origin.MANAGER, EventLevel.WARNING),
  /** An agent did not begin an update. Figures: as above. */
  AGENTS_UPDATE_SKIPPED(2206, Origin.MANAGER, EventLevel.INFO),
  /** A computer was put into a relay group by hand or by a rule. Figures: computer, group. */
  RELAY_GROUP_ASSIGNED(287, Origin.MANAGER, EventLevel.INFO),
  /** A relay group was made. Figures: its name. */
  RELAY_GROUP_CREATED(591, Origin.MANAGER, EventLevel.INFO),
  /** A relay group was changed. Figures: its name. */
  RELAY_GROUP_CHANGED(592, Origin.MANAGER, EventLevel.INFO),
  /** A relay group was deleted. Figures: its name. */
  RELAY_GROUP_DELETED(593, Origin.MANAGER, EventLevel.INFO),
  /** Every computer of a security update did what was ordered. Figures: done, all. */
  FLEET_UPDATE_DONE(164, Origin.MANAGER, EventLevel.INFO),
  /** Some computers of a security update did not. Figures: done, all. */
  FLEET_UPDATE_PARTLY(165, Origin.MANAGER, EventLevel.ERROR),
  /** A security update was cancelled. Figures: what was ordered, nothing, its end. */
  FLEET_UPDATE_CANCELLED(307, Origin.MANAGER, EventLevel.INFO),
  /** A security update of computers was ordered. Figures: what, how many, until when. */
  FLEET_UPDATE_REQUESTED(7411, Origin.MANAGER, EventLevel.INFO),
  /** An alert began. Figures: what is the matter, its level. */
  ALERT_STARTED(190, Origin.MANAGER, EventLevel.INFO),
  /** An alert has another level. Figures: as above. */
  ALERT_CHANGED(191, Origin.MANAGER, EventLevel.INFO),
  /** The cause of an alert is gone. Figures: as above. */
  ALERT_ENDED(192, Origin.MANAGER, EventLevel.INFO),
  /** Somebody has seen an alert. Figures: what is the matter, why it stays. */
  ALERT_ACKNOWLEDGED(7421, Origin.MANAGER, EventLevel.INFO),
  /** A scheduled task was made. Figures: its name. */
  TASK_CREATED(560, Origin.MANAGER, EventLevel.INFO),
  /** A scheduled task was deleted. Figures: its name. */
  TASK_DELETED(561, Origin.MANAGER, EventLevel.INFO),
  /** A scheduled task was changed. Figures: its name. */
  TASK_CHANGED(562, Origin.MANAGER, EventLevel.INFO),
  /** Somebody ran a scheduled task. Figures: its name, the security update. */
  TASK_RUN_BY_HAND(563, Origin.MANAGER, EventLevel.INFO),
  /** A scheduled task was due and ordered. Figures: as above. */
  TASK_STARTED(564, Origin.MANAGER, EventLevel.INFO),
  /** A scheduled task was to run and ordered nothing. Figures: its name, why. */
  TASK_SKIPPED(2969, Origin.MANAGER, EventLevel.INFO),
  /** A repair began. Figures: the cause in a sentence, how many steps. */
  REPAIR_BEGUN(7461, Origin.MANAGER, EventLevel.INFO),
  /** A step of a repair is done. Figures: its number, what it was. */
  REPAIR_STEP_DONE(7462, Origin.MANAGER, EventLevel.INFO),
  /** A step of a repair failed; nothing follows. Figures: its number, what it was, why. */
  REPAIR_STEP_FAILED(7463, Origin.MANAGER, EventLevel.ERROR),
  /** A repair ended, and nothing is wrong any more. Figures: the cause in a sentence. */
  REPAIR_DONE(7464, Origin.MANAGER, EventLevel.INFO),
  /** A repair ended, and something is still wrong. Figures: the cause in a sentence. */
  REPAIR_FAILED(7465, Origin.MANAGER, EventLevel.ERROR),
  /** A repair was cancelled. Figures: the cause in a sentence. */
  REPAIR_CANCELLED(7466, Origin.MANAGER, EventLevel.INFO),
  /** A relay shall stop serving. Figures: computer. */
  RELAY_DISABLE_REQUESTED(248, Origin.MANAGER, EventLevel.INFO),
  /** A computer shall serve as a relay. Figures: computer. */
  RELAY_ENABLE_REQUESTED(249, Origin.MANAGER, EventLevel.INFO),
  /** A relay that is to serve replicates everything first. No figures. */
  RELAY_ENABLING(2900, Origin.RELAY, EventLevel.INFO),
  /** A relay serves. Figures: components held. */
  RELAY_ENABLED(2901, Origin.RELAY, EventLevel.INFO),
  /** A relay does not serve, for it could not replicate. Figures: why. */
  RELAY_NOT_ENABLED(2902, Origin.RELAY, EventLevel.WARNING),
  /** A relay serves no longer. No figures. */
  RELAY_DISABLED(9103, Origin.RELAY, EventLevel.INFO),
  /** A rule that puts computers into relay groups was made. Figures: its name. */
  ASSIGNMENT_RULE_CREATED(7431, Origin.MANAGER, EventLevel.INFO),
  /** An assignment rule was changed, or put elsewhere in the order. Figures: its name. */
  ASSIGNMENT_RULE_CHANGED(7432, Origin.MANAGER, EventLevel.INFO),
  /** An assignment rule was deleted. Figures: its name. */
  ASSIGNMENT_RULE_DELETED(7433, Origin.MANAGER, EventLevel.INFO),
  /** The assignment rules were applied to all computers. Figures: how many moved. */
  ASSIGNMENT_RULES_APPLIED(7434, Origin.MANAGER, EventLevel.INFO),
  /** Two heartbeats of a computer are missed. Figures: computer, when it was last heard. */
  COMPUTER_OFFLINE(730, Origin.MANAGER, EventLevel.ERROR),
  /** A computer that was offline is heard again. Figures: computer. */
  COMPUTER_ONLINE(731, Origin.MANAGER, EventLevel.INFO),
  /** Somebody called with a key that no computer of the fleet has. Figures: address. */
  CONTACT_BY_STRANGER(771, Origin.MANAGER, EventLevel.WARNING),
  /** A computer joined the fleet. Figures: computer, address, token. */
  COMPUTER_ENROLLED(7401, Origin.MANAGER, EventLevel.INFO),
  /**
   * A computer that had joined and was not heard since did so again, and has another key. Figures:
   * computer, address, token.
   */
  COMPUTER_REJOINED(7407, Origin.MANAGER, EventLevel.INFO),
  /** A computer was removed from the fleet. Figures: computer. */
  COMPUTER_REMOVED(7402, Origin.MANAGER, EventLevel.INFO),
  /** Events of a type are recorded again. Figures: origin and number of the type. */
  RECORDING_SWITCHED_ON(7450, Origin.MANAGER, EventLevel.INFO),
  /** Events of a type are no longer recorded. Figures: as above. */
  RECORDING_SWITCHED_OFF(7451, Origin.MANAGER, EventLevel.WARNING),
  /** A computer gives itself another name. Figures: the former, the new one, its id. */
  COMPUTER_RENAMED(7405, Origin.MANAGER, EventLevel.WARNING),
  /**
   * Several machines report as one computer, by turns. Figures: computer, its id, the one address,
   * the other.
   */
  COMPUTER_COPIED(7406, Origin.MANAGER, EventLevel.WARNING),
  /** An enrolment token was made. Figures: its name, uses, until when. */
  ENROLMENT_TOKEN_CREATED(7403, Origin.MANAGER, EventLevel.INFO),
  /** An enrolment token was revoked. Figures: as above. */
  ENROLMENT_TOKEN_REVOKED(7404, Origin.MANAGER, EventLevel.INFO);

  private final int number;
  private final Origin origin;
  private final EventLevel level;

  EventType(int number, Origin origin, EventLevel level) {
    this.number = number;
    this.origin = origin;
    this.level = level;
  }

  /** The number, unique within its origin. */
  public int number() {
    return number;
  }

  /** Who reports it. */
  public Origin origin() {
    return origin;
  }

  /** How much it matters. */
  public EventLevel level() {
    return level;
  }

  /** Whether nobody can switch its recording off. */
  public boolean isAlwaysRecorded() {
    return level == EventLevel.CRITICAL
        || this == RECORDING_SWITCHED_ON
        || this == RECORDING_SWITCHED_OFF;
  }

  /** Key of the title in the bundle {@code io.freshseal.messages}. */
  public String titleKey() {
    return "event." + name();
  }

  /** Key of the description's pattern in the same bundle; its arguments are the event's figures. */
  public String descriptionKey() {
    return titleKey() + ".description";
  }

  /** Finds a type by its key. */
  public static Optional<EventType> of(Origin origin, int number) {
    return Arrays.stream(values())
        .filter(type -> type.origin == origin && type.number == number)
        .findFirst();
  }
}
