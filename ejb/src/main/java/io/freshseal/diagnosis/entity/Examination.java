package io.freshseal.diagnosis.entity;

import io.freshseal.forecast.entity.RelayStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds out why one computer fails: from its own last update up the way that components took to it,
 * and down again to the first station that explains it. What cannot be told is said to be unknown,
 * with what is missing; nothing is guessed.
 */
public final class Examination {

  private final Ward ward;
  private final Testimony testimony;

  /** Goes by these. */
  public Examination(Ward ward) {
    this.ward = ward;
    this.testimony = new Testimony(ward);
  }

  /** What came of it; never empty-handed. */
  public Finding of(Patient patient) {
    SupplyPath path = SupplyPath.of(ward, patient);
    Complaint complaint = complaint(patient);
    StaleWalk walk =
        new StaleWalk(
            ward, patient, path, complaint.isStale() ? complaint : Complaint.EXPIRED_FILES);
    Blame blame = blame(patient, path, complaint, walk);
    List<Fact> facts = new ArrayList<>(testimony.run(patient));
    blame.facts().stream().filter(fact -> !facts.contains(fact)).forEach(facts::add);
    return new Finding(
        blame.cause(),
        blame.culprit(),
        patient,
        path.relays().stream().map(RelayStanding::id).toList(),
        hops(patient, path, walk.ailment(), blame.culprit()),
        facts);
  }

  // A relay need not fail to be to blame: it is enough that it hands out what has run out.
  private Complaint complaint(Patient patient) {
    Complaint told = Complaint.of(patient.code());
    if (told != Complaint.NONE || !patient.relay()) {
      return told;
    }
    Ailment files = new Ailment(ward, Complaint.EXPIRED_FILES, patient);
    return files.of(patient) == Condition.BAD ? Complaint.EXPIRED_FILES : told;
  }

  private Blame blame(Patient patient, SupplyPath path, Complaint complaint, StaleWalk walk) {
    OwnReason own = new OwnReason(ward, patient, path);
    return switch (complaint) {
      case NONE -> well(own, patient, path);
      case EXPIRED_FILES, EXPIRED_CATALOG, OLDER -> walk.blame();
      case TIME -> own.time();
      case ANCHORS -> own.anchors();
      case FORGED -> own.forged();
      case DAMAGED -> own.damaged();
      case DISK -> own.itself(Cause.DAMAGED_CACHE, List.of());
      case ROOM -> own.itself(Cause.DISK_FULL, List.of());
      case NETWORK -> own.network();
      case BUNDLE -> own.itself(Cause.STALE_BUNDLE, List.of());
      case OTHER -> own.unknown(DiagnosisSentence.MISSING_CODE, patient.code().text());
    };
  }

  // A relay is in the path of others, so it is never said to have none.
  private Blame well(OwnReason own, Patient patient, SupplyPath path) {
    boolean direct =
        !patient.relay() && path.relays().isEmpty() && path.end() != SupplyPath.End.NOBODY;
    Blame blame = own.itself(direct ? Cause.NOT_AFFECTED : Cause.HEALTHY, testimony.source());
    return own.alone().orElse(blame);
  }

  private List<Hop> hops(Patient patient, SupplyPath path, Ailment ailment, Culprit culprit) {
    List<Hop> hops = new ArrayList<>();
    hops.add(
        path.stranger()
            .map(address -> hop(Place.STRANGER, "", address, Condition.UNKNOWN, culprit))
            .orElseGet(() -> hop(Place.SOURCE, "", ward.sourceName(), ailment.source(), culprit)));
    for (RelayStanding relay : path.relays()) {
      group(relay.group(), culprit, hops);
      hops.add(hop(relay.id(), relay.name(), ailment.of(Patient.of(relay)), culprit));
    }
    group(patient.group(), culprit, hops);
    Condition own =
        Complaint.of(patient.code()) == Complaint.NONE ? ailment.of(patient) : Condition.BAD;
    hops.add(
        patient.relay()
            ? hop(patient.id(), patient.name(), own, culprit)
            : new Hop(
                Place.AGENT,
                patient.id().toString(),
                patient.name(),
                own,
                culprit.place() == Place.AGENT));
    return hops;
  }

  private void group(String id, Culprit culprit, List<Hop> hops) {
    boolean there = hops.stream().anyMatch(h -> h.place() == Place.GROUP && h.id().equals(id));
    if (!there) {
      String name = ward.group(id).map(group -> group.name()).orElse(id);
      hops.add(
          new Hop(
              Place.GROUP,
              id,
              name,
              Condition.GOOD,
              culprit.place() == Place.GROUP && culprit.id().equals(id)));
    }
  }

  private Hop hop(UUID id, String name, Condition condition, Culprit culprit) {
    boolean manager = culprit.place() == Place.MANAGER && ward.isOwn(id);
    Hop hop = hop(Place.RELAY, id.toString(), name, condition, culprit);
    return manager ? new Hop(hop.place(), hop.id(), name, condition, true) : hop;
  }

  private static Hop hop(
      Place place, String id, String name, Condition condition, Culprit culprit) {
    return new Hop(place, id, name, condition, culprit.place() == place && culprit.id().equals(id));
  }
}
