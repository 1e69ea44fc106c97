package io.freshseal.diagnosis.entity;

import io.freshseal.diagnosis.entity.Fact.Witness;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells why a computer fails where nobody above it has anything old. */
final class OwnReason {

  private final Ward ward;
  private final Patient patient;
  private final SupplyPath path;
  private final Testimony testimony;

  OwnReason(Ward ward, Patient patient, SupplyPath path) {
    this.ward = ward;
    this.patient = patient;
    this.path = path;
    this.testimony = new Testimony(ward);
  }

  /** It complains of something old that nobody above it has. */
  Blame blame(Ailment ailment) {
    if (ward.isOff(patient.id()) && ailment.isDecisive(patient)) {
      return clock(patient);
    }
    if (path.end() == SupplyPath.End.STRANGER && path.relays().isEmpty()) {
      return unknown(DiagnosisSentence.MISSING_STRANGER, path.stranger().orElseThrow());
    }
    if (repaired(ailment).filter(t -> ranBefore(t)).isPresent()) {
      return itself(Cause.NOT_UPDATED_SINCE, testimony.held(patient, ailment));
    }
    if (hasOldAnchors() || ailment.expired(patient).stream().anyMatch(OwnReason::isAnchor)) {
      return itself(Cause.OLD_ANCHORS, testimony.anchors(patient));
    }
    return unknown(DiagnosisSentence.MISSING_REASON, patient.name());
  }

  private static boolean isAnchor(HeldFile file) {
    return file.first() == ChainPlace.ANCHOR;
  }

  private Optional<Instant> repaired(Ailment ailment) {
    return path.server().isPresent()
        ? path.server().flatMap(RelayStanding::run).map(run -> run.at())
        : ailment
            .offer()
            .map(
                o ->
                    o.catalog().components().stream()
                        .map(entry -> entry.signature().signedAt())
                        .max(Instant::compareTo)
                        .orElse(o.catalog().issued()));
  }

  private boolean ranBefore(Instant time) {
    return patient.run().filter(run -> run.at().isBefore(time)).isPresent();
  }

  /** Times contradict each other. */
  Blame time() {
    if (ward.isOff(patient.id())) {
      return clock(patient);
    }
    Optional<Patient> relay =
        path.relays().stream().map(Patient::of).filter(r -> ward.isOff(r.id())).findFirst();
    return relay
        .map(this::clock)
        .orElseGet(() -> unknown(DiagnosisSentence.MISSING_CLOCK, patient.name()));
  }

  private Blame clock(Patient whose) {
    Culprit culprit =
        ward.isOwn(whose.id())
            ? new Culprit(Place.MANAGER, "", whose.name())
            : Culprit.of(whose, ward.group(whose.group()));
    return Blame.of(Cause.CLOCK, culprit, testimony.clock(whose));
  }

  /** The chain does not lead to its anchors. */
  Blame anchors() {
    if (testimony.offeredAnchors().isEmpty() || patient.anchors().isEmpty()) {
      return unknown(DiagnosisSentence.MISSING_ANCHORS, patient.name());
    }
    return hasOldAnchors()
        ? itself(Cause.OLD_ANCHORS, testimony.anchors(patient))
        : new Blame(Cause.TAMPERING, handedOut(Complaint.FORGED), testimony.anchors(patient));
  }

  private boolean hasOldAnchors() {
    Optional<Long> offered = testimony.offeredAnchors();
    return offered.filter(n -> patient.anchors().orElse(n) < n).isPresent();
  }

  /** Something forged or revoked was handed out. */
  Blame forged() {
    return Blame.of(Cause.TAMPERING, handedOut(Complaint.FORGED));
  }

  /** Bytes are not what the catalog names. */
  Blame damaged() {
    return path.server().isEmpty() && path.end() != SupplyPath.End.SOURCE
        ? unknown(DiagnosisSentence.MISSING_REASON, patient.name())
        : Blame.of(Cause.DAMAGED_CACHE, handedOut(Complaint.DAMAGED));
  }

  // The first relay that complains of the same stands nearest to whoever made it.
  private Culprit handedOut(Complaint complaint) {
    Optional<RelayStanding> first =
        path.relays().stream()
            .filter(relay -> Complaint.of(Patient.of(relay).code()) == complaint)
            .findFirst();
    int at = first.map(path.relays()::indexOf).orElse(path.relays().size());
    // A relay that finds bytes damaged holds them; one that refuses a forgery got it from above.
    boolean holds = complaint == Complaint.DAMAGED && first.isPresent();
    int blamed = holds ? at : at - 1;
    if (blamed >= 0) {
      return Culprit.of(path.relays().get(blamed));
    }
    return path.stranger()
        .map(address -> new Culprit(Place.STRANGER, "", address))
        .orElseGet(() -> Culprit.source(ward.sourceName()));
  }

  /** Nobody answers. */
  Blame network() {
    Optional<RelayStanding> silent =
        path.relays().stream().filter(r -> !r.reachable() || isCutOff(r)).findFirst();
    if (isSourceAway(silent)) {
      return new Blame(Cause.NETWORK, Culprit.source(ward.sourceName()), testimony.source());
    }
    if (silent.isPresent()) {
      List<Fact> facts = new ArrayList<>(testimony.silence(silent.get()));
      facts.addAll(testimony.run(Patient.of(silent.get())));
      return new Blame(Cause.NETWORK, Culprit.of(silent.get()), facts);
    }
    return path.relays().isEmpty() && path.end() == SupplyPath.End.NOBODY
        ? group()
        : itself(Cause.NETWORK, List.of());
  }

  // The manager does not reach it either, and whoever asks it first is heard.
  private boolean isSourceAway(Optional<RelayStanding> silent) {
    boolean away = Complaint.of(ward.picture().source().code()) == Complaint.NETWORK;
    if (!away || path.end() != SupplyPath.End.SOURCE) {
      return false;
    }
    return path.relays().isEmpty()
        || silent.filter(r -> r.reachable() && r.equals(path.relays().get(0))).isPresent();
  }

  private static boolean isCutOff(RelayStanding relay) {
    return Complaint.of(Patient.of(relay).code()) == Complaint.NETWORK;
  }

  /** Nothing fails yet, but there is nobody to ask; empty if there is. */
  Optional<Blame> alone() {
    if (!path.relays().isEmpty() || path.end() != SupplyPath.End.NOBODY) {
      return Optional.empty();
    }
    return Optional.of(group()).filter(blame -> blame.cause() == Cause.EMPTY_GROUP);
  }

  private Blame group() {
    Optional<RelayGroup> group = ward.group(patient.group());
    Optional<RelayGroup> asked =
        patient.relay() ? group.flatMap(ward.picture().groups()::parent) : group;
    if (asked.isEmpty()) {
      return unknown(DiagnosisSentence.MISSING_REASON, patient.name());
    }
    RelayGroup from = asked.get();
    List<RelayStanding> relays = ward.picture().relaysOf(from.id());
    return relays.isEmpty()
        ? Blame.of(
            Cause.EMPTY_GROUP, Culprit.of(from), said(from, DiagnosisSentence.FACT_GROUP_EMPTY))
        : Blame.of(
            Cause.NETWORK, Culprit.of(from), said(from, DiagnosisSentence.FACT_GROUP_SILENT));
  }

  private static Fact said(RelayGroup group, DiagnosisSentence sentence) {
    return Fact.of(Witness.GROUPS, group.id(), sentence, group.name());
  }

  Blame itself(Cause cause, List<Fact> facts) {
    return new Blame(cause, Culprit.of(patient, ward.group(patient.group())), facts);
  }

  Blame unknown(DiagnosisSentence missing, Object argument) {
    return itself(Cause.UNKNOWN, List.of(testimony.heard(patient, missing, argument)));
  }
}
