package io.freshseal.diagnosis.entity;

import io.freshseal.diagnosis.entity.Fact.Witness;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.entity.RelayGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells why the first relay of a way that has something old has it. */
final class RelayReason {

  private final Ward ward;
  private final SupplyPath path;
  private final Ailment ailment;
  private final Testimony testimony;

  RelayReason(Ward ward, SupplyPath path, Ailment ailment) {
    this.ward = ward;
    this.path = path;
    this.ailment = ailment;
    this.testimony = new Testimony(ward);
  }

  /**
   * Why.
   *
   * @param upper the relay above it; empty if it is the first
   * @param gap what is not known of whoever is above it
   */
  Blame blame(Patient relay, Optional<RelayStanding> upper, Optional<Fact> gap) {
    RelayStanding standing = ward.picture().relay(relay.id()).orElseThrow();
    List<Fact> facts = facts(relay, standing);
    Blame blame =
        (upper.isPresent() ? Optional.<Blame>empty() : beginning(relay))
            .or(() -> trouble(relay, upper))
            .or(() -> gap.map(fact -> Blame.of(Cause.UNKNOWN, Culprit.of(standing), fact)))
            .orElseGet(() -> neglect(relay, standing, upper));
    facts.addAll(blame.facts());
    return new Blame(blame.cause(), blame.culprit(), facts);
  }

  private List<Fact> facts(Patient relay, RelayStanding standing) {
    List<Fact> facts = new ArrayList<>(testimony.held(relay, ailment));
    facts.add(testimony.build(standing));
    facts.addAll(testimony.run(relay));
    facts.addAll(testimony.silence(standing));
    facts.addAll(testimony.source());
    return facts;
  }

  // Where the way does not begin with the source.
  private Optional<Blame> beginning(Patient relay) {
    return switch (path.end()) {
      case SOURCE -> Optional.empty();
      case STRANGER -> Optional.of(stranger(relay, path.stranger().orElseThrow()));
      case CIRCLE -> Optional.of(Blame.of(Cause.WRONG_SOURCE, self(relay)));
      case NOBODY -> nobody(relay);
    };
  }

  private Blame stranger(Patient relay, String address) {
    Cause cause =
        address.regionMatches(true, 0, "http", 0, "http".length())
            ? Cause.WRONG_SOURCE
            : Cause.STALE_BUNDLE;
    return Blame.of(
        cause,
        self(relay),
        testimony.heard(relay, DiagnosisSentence.FACT_STRANGER, relay.name(), address));
  }

  private Optional<Blame> nobody(Patient relay) {
    Optional<RelayGroup> parent =
        ward.group(relay.group()).flatMap(group -> ward.picture().groups().parent(group));
    return parent
        .filter(group -> ward.picture().relaysOf(group.id()).isEmpty())
        .map(
            group ->
                Blame.of(
                    Cause.EMPTY_GROUP,
                    Culprit.of(group),
                    Fact.of(
                        Witness.GROUPS,
                        group.id(),
                        DiagnosisSentence.FACT_GROUP_EMPTY,
                        group.name())));
  }

  // What its own last update complains of.
  private Optional<Blame> trouble(Patient relay, Optional<RelayStanding> upper) {
    Complaint own = Complaint.of(relay.code());
    return switch (own) {
      case ROOM -> Optional.of(Blame.of(Cause.DISK_FULL, self(relay)));
      case DISK, DAMAGED -> Optional.of(Blame.of(Cause.DAMAGED_CACHE, self(relay)));
      case FORGED -> Optional.of(Blame.of(Cause.TAMPERING, above(upper)));
      case BUNDLE -> Optional.of(Blame.of(Cause.STALE_BUNDLE, self(relay)));
      case NETWORK -> Optional.of(Blame.of(Cause.NETWORK, unreached(relay, upper)));
      case ANCHORS -> anchors(relay);
      case TIME, EXPIRED_FILES, EXPIRED_CATALOG -> clock(relay, own);
      case NONE, OLDER, OTHER -> Optional.empty();
    };
  }

  private Optional<Blame> anchors(Patient relay) {
    boolean older =
        testimony.offeredAnchors().filter(n -> relay.anchors().orElse(n) < n).isPresent();
    return older
        ? Optional.of(new Blame(Cause.OLD_ANCHORS, self(relay), testimony.anchors(relay)))
        : Optional.empty();
  }

  private Optional<Blame> clock(Patient relay, Complaint own) {
    boolean off = ward.isOff(relay.id());
    return off && (own == Complaint.TIME || ailment.isDecisive(relay))
        ? Optional.of(Blame.of(Cause.CLOCK, self(relay), testimony.clock(relay)))
        : Optional.empty();
  }

  private Culprit unreached(Patient relay, Optional<RelayStanding> upper) {
    if (upper.isPresent()) {
      return upper.get().reachable() ? self(relay) : Culprit.of(upper.get());
    }
    boolean silent = Complaint.of(ward.picture().source().code()) == Complaint.NETWORK;
    return silent ? Culprit.source(ward.sourceName()) : self(relay);
  }

  private Culprit above(Optional<RelayStanding> upper) {
    return upper.map(Culprit::of).orElseGet(() -> Culprit.source(ward.sourceName()));
  }

  // Nothing hinders it, and still it has not what is offered above it.
  private Blame neglect(Patient relay, RelayStanding standing, Optional<RelayStanding> upper) {
    boolean files = ailment.complaint() == Complaint.EXPIRED_FILES;
    if (files && !ward.picture().refreshes(standing) && ailment.skippedRenewal(relay, upper)) {
      return Blame.of(Cause.OLD_BUILD, self(relay));
    }
    if (!standing.reachable() || isIdle(relay, upper)) {
      return Blame.of(Cause.IDLE_RELAY, self(relay));
    }
    if (asksInVain(relay, upper)) {
      return Blame.of(Cause.NETWORK, unreached(relay, upper));
    }
    if (files && isUpToDate(relay)) {
      return Blame.of(Cause.DAMAGED_CACHE, self(relay));
    }
    return Blame.of(
        Cause.UNKNOWN,
        self(relay),
        testimony.heard(relay, DiagnosisSentence.MISSING_REASON, relay.name()));
  }

  private boolean isIdle(Patient relay, Optional<RelayStanding> upper) {
    Optional<Instant> since =
        upper.isPresent()
            ? upper.flatMap(RelayStanding::run).map(run -> run.at())
            : ailment.renewedAt(relay);
    return relay.run().isEmpty()
        || since.filter(t -> relay.run().get().at().isBefore(t)).isPresent();
  }

  // A run that reaches nobody judges what is at hand, and tells of that first: it has run out. That
  // it asked shows by its time, that nothing came by the catalog it still follows.
  private boolean asksInVain(Patient relay, Optional<RelayStanding> upper) {
    Complaint own = Complaint.of(relay.code());
    Optional<CatalogPoint> above =
        upper.isPresent()
            ? upper.flatMap(r -> Patient.of(r).point())
            : ailment
                .offer()
                .map(o -> new CatalogPoint(o.catalog().epoch(), o.catalog().sequence()));
    return (own == Complaint.EXPIRED_FILES || own == Complaint.EXPIRED_CATALOG)
        && relay
            .point()
            .flatMap(mine -> above.filter(theirs -> mine.compareTo(theirs) < 0))
            .isPresent();
  }

  private boolean isUpToDate(Patient relay) {
    return relay
        .body()
        .followed()
        .flatMap(
            f ->
                ailment
                    .offer()
                    .map(
                        o ->
                            f.epoch() == o.catalog().epoch()
                                && f.sequence() == o.catalog().sequence()))
        .orElse(false);
  }

  private Culprit self(Patient relay) {
    return ward.isOwn(relay.id()) && ward.isOff(relay.id())
        ? new Culprit(Place.MANAGER, "", relay.name())
        : Culprit.of(relay, Optional.empty());
  }
}
