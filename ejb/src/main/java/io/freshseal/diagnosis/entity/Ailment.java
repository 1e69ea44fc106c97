package io.freshseal.diagnosis.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.shared.entity.ComponentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of the source and of each computer whether it has what a patient complains of. */
final class Ailment {

  private final Ward ward;
  private final Complaint complaint;
  private final Patient patient;

  /**
   * Looks for it.
   *
   * @param complaint one that {@link Complaint#isStale}
   */
  Ailment(Ward ward, Complaint complaint, Patient patient) {
    this.ward = ward;
    this.complaint = complaint;
    this.patient = patient;
  }

  Optional<SourceOffer> offer() {
    return ward.picture().source().offer();
  }

  Complaint complaint() {
    return complaint;
  }

  /** What the source offers of a component. */
  Optional<CatalogEntry> offered(ComponentId id) {
    return ward.offered(id);
  }

  Condition source() {
    SourceSight sight = ward.picture().source();
    if (sight.offer().isEmpty()) {
      return Condition.UNKNOWN;
    }
    if (!isBad(sight.offer().get())) {
      return Condition.GOOD;
    }
    return sight.isCurrent() ? Condition.BAD : Condition.UNKNOWN;
  }

  private boolean isBad(SourceOffer offer) {
    return switch (complaint) {
      case EXPIRED_FILES -> !ward.expiredOffers().isEmpty();
      case EXPIRED_CATALOG -> isOver(offer.ends());
      default -> isOlder(new CatalogPoint(offer.catalog().epoch(), offer.catalog().sequence()));
    };
  }

  Condition of(Patient computer) {
    return switch (complaint) {
      case EXPIRED_FILES ->
          ward.expired(computer.body().holding())
              .map(files -> files.isEmpty() ? Condition.GOOD : Condition.BAD)
              .orElse(Condition.UNKNOWN);
      case EXPIRED_CATALOG ->
          computer
              .body()
              .followed()
              .map(f -> isOver(f.expires()) ? Condition.BAD : Condition.GOOD)
              .orElse(Condition.UNKNOWN);
      default ->
          computer
              .point()
              .map(p -> isOlder(p) ? Condition.BAD : Condition.GOOD)
              .orElse(Condition.UNKNOWN);
    };
  }

  private boolean isOver(Instant end) {
    return ward.isOver(end);
  }

  private boolean isOlder(CatalogPoint point) {
    return patient.point().filter(mine -> point.compareTo(mine) < 0).isPresent();
  }

  Optional<List<HeldFile>> files(Patient computer) {
    return ward.picture().holdings(computer.body().holding()).map(held -> held.files());
  }

  /** Those that have run out and are still offered, the first to do so first. */
  List<HeldFile> expired(Patient computer) {
    return ward.expired(computer.body().holding()).orElse(List.of());
  }

  /** Whether it holds an older signature file of a version that is handed out above it. */
  boolean skippedRenewal(Patient relay, Optional<RelayStanding> upper) {
    Map<ComponentId, HeldFile> above = new HashMap<>();
    upper.flatMap(r -> files(Patient.of(r))).ifPresent(l -> l.forEach(f -> above.put(f.id(), f)));
    return expired(relay).stream()
        .anyMatch(
            mine ->
                upper.isPresent()
                    ? isRenewed(mine, above.get(mine.id()))
                    : offered(mine.id()).filter(entry -> isRenewed(mine, entry)).isPresent());
  }

  private static boolean isRenewed(HeldFile mine, HeldFile theirs) {
    return theirs != null
        && theirs.version().equals(mine.version())
        && !theirs.signature().equals(mine.signature());
  }

  private static boolean isRenewed(HeldFile mine, CatalogEntry entry) {
    return entry.version().equals(mine.version())
        && !entry.signature().sha256().equals(mine.signature());
  }

  /** When the source put right what a computer lacks; empty if the source is not known. */
  Optional<Instant> renewedAt(Patient computer) {
    Optional<Instant> signed =
        expired(computer).stream()
            .flatMap(file -> offered(file.id()).stream())
            .map(entry -> entry.signature().signedAt())
            .max(Instant::compareTo);
    return signed.or(() -> offer().map(o -> o.catalog().issued()));
  }

  /** Whether a clock that is ahead makes what is offered look as if it had run out. */
  boolean isDecisive(Patient computer) {
    Instant seen = ward.now().plus(ward.ahead(computer.id()));
    boolean file =
        ward.offered().stream()
            .map(entry -> entry.signature().expires())
            .anyMatch(end -> !isOver(end) && !end.isAfter(seen));
    boolean catalog =
        offer().map(SourceOffer::ends).filter(e -> !isOver(e) && !e.isAfter(seen)).isPresent();
    return complaint == Complaint.EXPIRED_CATALOG ? catalog : file;
  }
}
