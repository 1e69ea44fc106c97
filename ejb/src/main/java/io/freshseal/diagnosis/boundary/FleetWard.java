package io.freshseal.diagnosis.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.diagnosis.entity.Clocks;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.Examination;
import io.freshseal.diagnosis.entity.Finding;
import io.freshseal.diagnosis.entity.Patient;
import io.freshseal.diagnosis.entity.Ward;
import io.freshseal.forecast.boundary.FleetPictures;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.control.relay.OwnAddress;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The fleet as it is now, examined. Two queries beside those of the picture; their cost grows with
 * the computers that fail, not with what they hold.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class FleetWard {

  @EJB private FleetPictures pictures;
  @EJB private DiagnosisRows rows;
  @EJB private SettingsDesk settings;
  @EJB private SourceDesk source;
  @EJB private Leases leases;

  /** What is wrong now, one for each cause, those of most computers first. */
  public List<Diagnosis> open() {
    return Diagnosis.of(troubles(ward()));
  }

  /**
   * Why one computer fails, with all others that fail by the same; nothing being wrong is an answer
   * too.
   *
   * @param patient as it is, or as an event says that it was
   */
  public Diagnosis of(Patient patient) {
    Ward ward = ward();
    Finding asked = new Examination(ward).of(patient);
    if (!asked.cause().isTrouble()) {
      return Diagnosis.of(List.of(asked)).get(0);
    }
    Map<UUID, Finding> alike = new HashMap<>();
    for (Finding other : troubles(ward)) {
      if (other.cause() == asked.cause() && other.culprit().equals(asked.culprit())) {
        alike.put(other.patient().id(), other);
      }
    }
    alike.put(patient.id(), asked);
    Diagnosis all = Diagnosis.of(alike.values()).get(0);
    return new Diagnosis(all.cause(), all.culprit(), all.affected(), asked.path(), asked.facts());
  }

  /** A computer of the fleet as a patient. */
  public static Patient patient(Computer computer) {
    return new Patient(
        computer.id(),
        computer.name().text(),
        computer.group(),
        computer.facts().is(MemberRole.RELAY),
        computer.lastRun(),
        new Patient.Body(computer.holding(), computer.followed()));
  }

  /** Whether it is known what a relay holds, and nothing of what is offered has run out there. */
  public boolean isFresh(UUID relay) {
    return ward().isFresh(relay);
  }

  /** Whether the primary source is this process. */
  public boolean hasOwnSource() {
    return source.active();
  }

  private List<Finding> troubles(Ward ward) {
    FleetPicture picture = pictures.take();
    Map<UUID, Patient> patients = new HashMap<>();
    rows.failing(picture.at()).forEach(c -> patients.put(c.id(), patient(c)));
    // A relay that is well itself may hand out what has run out.
    picture.relays().forEach(relay -> patients.putIfAbsent(relay.id(), Patient.of(relay)));
    Examination examination = new Examination(ward);
    return patients.values().stream()
        .map(examination::of)
        .filter(finding -> finding.cause().isTrouble())
        .sorted((a, b) -> a.patient().id().compareTo(b.patient().id()))
        .toList();
  }

  private Ward ward() {
    FleetPicture picture = pictures.take();
    UUID own = UUID.fromString(leases.node());
    return new Ward(
        picture, new Clocks(rows.clocks(picture.at(), own)), sources(picture), Optional.of(own));
  }

  private Set<String> sources(FleetPicture picture) {
    Settings current = settings.current();
    Set<String> sources = new HashSet<>();
    picture.source().address().ifPresent(sources::add);
    current.manager().primarySource().ifPresent(url -> sources.add(url.toString()));
    if (source.active()) {
      sources.add(OwnAddress.source(current.http()).toString());
    }
    return sources;
  }
}
