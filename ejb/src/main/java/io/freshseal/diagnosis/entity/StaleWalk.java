package io.freshseal.diagnosis.entity;

import io.freshseal.diagnosis.entity.Fact.Witness;
import io.freshseal.forecast.entity.RelayStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks from the source down to a computer that complains of something old, and names the first
 * station that has it: whatever is behind that one could not be better.
 */
final class StaleWalk {

  private final Ward ward;
  private final Patient patient;
  private final SupplyPath path;
  private final Ailment ailment;
  private final Testimony testimony;

  StaleWalk(Ward ward, Patient patient, SupplyPath path, Complaint complaint) {
    this.ward = ward;
    this.patient = patient;
    this.path = path;
    this.ailment = new Ailment(ward, complaint, patient);
    this.testimony = new Testimony(ward);
  }

  Ailment ailment() {
    return ailment;
  }

  Blame blame() {
    Condition above = ailment.source();
    if (above == Condition.BAD) {
      return source();
    }
    Optional<Fact> gap = above == Condition.UNKNOWN ? Optional.of(noSource()) : Optional.empty();
    Optional<RelayStanding> upper = Optional.empty();
    for (Patient relay : relays()) {
      switch (ailment.of(relay)) {
        case BAD -> {
          return reason(relay, upper, gap);
        }
        case UNKNOWN -> gap = Optional.of(untold(relay));
        case GOOD -> gap = Optional.empty();
      }
      upper = ward.picture().relay(relay.id());
    }
    Optional<Fact> missing = gap;
    return missing
        .map(fact -> Blame.of(Cause.UNKNOWN, blamed(path.server()), fact))
        .orElseGet(() -> new OwnReason(ward, patient, path).blame(ailment));
  }

  // The same for everybody behind it, but where it is compared with the one who complains.
  private Blame reason(Patient relay, Optional<RelayStanding> upper, Optional<Fact> gap) {
    RelayReason reason = new RelayReason(ward, path, ailment);
    return ailment.complaint() == Complaint.OLDER
        ? reason.blame(relay, upper, gap)
        : ward.once(
            List.of(relay, ailment.complaint(), path.end(), upper, gap),
            () -> reason.blame(relay, upper, gap));
  }

  private Culprit blamed(Optional<RelayStanding> relay) {
    return relay.map(Culprit::of).orElseGet(() -> Culprit.source(ward.sourceName()));
  }

  private List<Patient> relays() {
    List<Patient> relays = new ArrayList<>(path.relays().stream().map(Patient::of).toList());
    if (patient.relay()) {
      relays.add(patient);
    }
    return relays;
  }

  private Blame source() {
    List<Fact> facts = new ArrayList<>(testimony.source());
    ward.expiredOffers().stream()
        .limit(3)
        .forEach(
            entry ->
                facts.add(
                    Fact.of(
                        Witness.SOURCE,
                        ward.sourceName(),
                        DiagnosisSentence.FACT_OFFERED,
                        entry.id(),
                        entry.version(),
                        entry.signature().serial(),
                        entry.signature().signedAt(),
                        entry.signature().expires())));
    // A source whose numbers went back has lost its memory, or is somebody else.
    Cause cause =
        ailment.complaint() == Complaint.OLDER ? Cause.TAMPERING : Cause.SOURCE_NOT_RENEWED;
    return new Blame(cause, Culprit.source(ward.sourceName()), facts);
  }

  private Fact noSource() {
    return Fact.of(
        Witness.SOURCE,
        ward.sourceName(),
        DiagnosisSentence.MISSING_SOURCE,
        ward.picture().source().code().text());
  }

  private static Fact untold(Patient relay) {
    return Fact.of(Witness.HEARTBEAT, relay.id(), DiagnosisSentence.MISSING_HOLDINGS, relay.name());
  }
}
