package io.freshseal.replication.control.relay;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayStatusText;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Turns what a relay refuses, of what arrives and of what it holds, into system events. */
final class RefusalEvents {

  private final RelayIdentity relay;
  private final boolean refreshes;

  /**
   * Makes events about one relay.
   *
   * @param refreshes whether signature files are refreshed all the way from the source to here
   */
  RefusalEvents(RelayIdentity relay, boolean refreshes) {
    this.relay = relay;
    this.refreshes = refreshes;
  }

  /** About a component's signature file; the same refusal of the same file is stored once. */
  SystemEvent ofComponent(CatalogEntry entry, StatusCode code, Evidence evidence, Instant now) {
    SystemEvent event = anew(entry, code, evidence, now);
    return new SystemEvent(
        key(entry, event.error().orElseThrow()),
        event.time(),
        event.type(),
        event.target(),
        event.actor(),
        event.error(),
        event.figures());
  }

  /** The same for a run ordered by hand, whose answer is always given anew. */
  SystemEvent anew(CatalogEntry entry, StatusCode code, Evidence evidence, Instant now) {
    return event(code, evidence, now)
        .figures(entry.id(), entry.version().text(), evidence.sentence(), hop(evidence));
  }

  /** Tells that the relay judges by another bundle of trust anchors from now on. */
  static SystemEvent adopted(RelayIdentity relay, AnchorBundle bundle, Instant now) {
    return SystemEvent.of(EventType.ANCHORS_ADOPTED, now)
        .about(relay.name())
        .figures(bundle.number(), bundle.anchors().size(), bundle.threshold(), bundle.source());
  }

  /** About the whole run: source, catalog, disk. */
  SystemEvent ofRun(String source, StatusCode code, Evidence evidence, Instant now) {
    SystemEvent event = event(code, evidence, now);
    Sentence why = evidence.sentence();
    return evidence
        .conflict()
        .map(both -> event.figures(source, "", why, hop(evidence), both.accepted(), both.offered()))
        .orElseGet(() -> event.figures(source, "", why, hop(evidence)));
  }

  private static Object hop(Evidence evidence) {
    return evidence.hop().<Object>map(ReplicationSentence::of).orElse("");
  }

  // An expired certificate of a stranger must not look like a relay that needs repair.
  private SystemEvent event(StatusCode code, Evidence evidence, Instant now) {
    boolean ofStranger = !evidence.chainVerified().orElse(true);
    return SystemEvent.of(ofStranger ? EventType.UPDATE_FAULT : type(code), now)
        .about(relay.name())
        .with(new EventError(code.code(), ofStranger ? code.text() : text(code)));
  }

  private UUID key(CatalogEntry entry, EventError error) {
    String facts =
        String.join(
            "|",
            relay.node(),
            entry.id().text(),
            entry.version().text(),
            entry.signature().sha256().hex(),
            error.text());
    return UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8));
  }

  private String text(StatusCode code) {
    return isVerdict(code) ? RelayStatusText.of(code, refreshes) : code.text();
  }

  static EventType type(StatusCode code) {
    return switch (code) {
      case DIGITAL_SIGNATURE_CERT_EXPIRE,
          DIGITAL_SIGNATURE_FAILURE,
          DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
          DIGITAL_SIGNATURE_UNTRUSTED,
          DIGITAL_SIGNATURE_REVOKED,
          DIGITAL_SIGNATURE_MALFORMED,
          DIGITAL_SIGNATURE_MISBOUND,
          DIGITAL_SIGNATURE_ALGORITHM,
          DIGITAL_SIGNATURE_SIGNER_COUNT,
          DIGITAL_SIGNATURE_PURPOSE,
          DIGITAL_SIGNATURE_REVOCATION_UNKNOWN,
          DIGITAL_SIGNATURE_TIMESTAMP,
          DIGITAL_SIGNATURE_POST_QUANTUM ->
          EventType.UPDATE_FAILURE;
      case SOURCE_UNREACHABLE, TOO_SLOW -> EventType.SOURCE_UNREACHABLE;
      case DISK_FULL -> EventType.DISK_FULL;
      case EQUIVOCATION -> EventType.EQUIVOCATION;
      case OK,
          ROLLBACK,
          CATALOG_EXPIRED,
          CATALOG_MALFORMED,
          EPOCH_JUMP,
          ANCHORS_MALFORMED,
          ANCHORS_UNTRUSTED,
          ANCHORS_CHAIN,
          ANCHORS_EXPIRED,
          CLOCK_UNTRUSTED,
          SOURCE_CHANGED,
          DIGEST_MISMATCH,
          TOO_LARGE,
          SOURCE_BAD_ANSWER,
          SOURCE_INCOMPLETE,
          MANAGER_UNREACHABLE,
          MANAGER_BAD_ANSWER,
          MANAGER_UNTRUSTED,
          STORAGE_FAULT,
          BUSY,
          TOO_MANY_REQUESTS,
          BAD_BUNDLE,
          BUNDLE_ENDS_EARLY,
          BUNDLE_INCOMPLETE,
          BAD_REQUEST,
          NOT_FOUND,
          CONFLICT,
          UNAUTHENTICATED,
          FORBIDDEN,
          INTERNAL ->
          EventType.UPDATE_FAULT;
    };
  }

  /** Whether a code says something of what was signed, and not of network or disk. */
  private static boolean isVerdict(StatusCode code) {
    return type(code) == EventType.UPDATE_FAILURE
        || switch (code) {
          case ROLLBACK,
              CATALOG_EXPIRED,
              CATALOG_MALFORMED,
              EQUIVOCATION,
              EPOCH_JUMP,
              ANCHORS_MALFORMED,
              ANCHORS_UNTRUSTED,
              ANCHORS_CHAIN,
              ANCHORS_EXPIRED,
              CLOCK_UNTRUSTED,
              SOURCE_CHANGED,
              DIGEST_MISMATCH ->
              true;
          default -> false;
        };
  }
}
