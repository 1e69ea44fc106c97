package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.forecast.entity.Shelf.Cover;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.CertificateFacts.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What everybody in a picture hands out, and until when: worked out from the source downwards. Of
 * relays that stand alike it is worked out once. Not for several threads.
 */
public final class Shelves {

  // An update that ended so goes on by itself as soon as its supplier hands out something better.
  private static final Set<Integer> PASSING =
      Set.of(
          StatusCode.OK.code(),
          StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE.code(),
          StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN.code(),
          StatusCode.CATALOG_EXPIRED.code());

  // Lists of revoked certificates come with the next catalog, and dates are judged before them.
  private static final Set<StatusCode> BY_DATE =
      EnumSet.of(
          StatusCode.OK,
          StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE,
          StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN);

  private final FleetPicture picture;
  private final Assumption assumption;
  private final Shelf source;
  private final Map<UUID, Shelf> done = new HashMap<>();
  private final Map<Likeness, Shelf> alike = new HashMap<>();
  private final Map<Shelf, Integer> identities = new IdentityHashMap<>();

  /** What relays are alike in. The supplier's shelf is numbered, for comparing it takes long. */
  private record Likeness(
      Optional<Sha256> holding,
      Optional<Followed> followed,
      boolean refreshes,
      Hindrance own,
      int supplier) {}

  /** Works for one picture under one assumption. */
  public Shelves(FleetPicture picture, Assumption assumption) {
    this.picture = Objects.requireNonNull(picture);
    this.assumption = Objects.requireNonNull(assumption);
    this.source = picture.source().offer().map(this::source).orElse(Shelf.UNKNOWN);
  }

  /** What the primary source hands out. */
  public Shelf ofSource() {
    return source;
  }

  /** What a relay hands out. */
  public Shelf of(RelayStanding relay) {
    Shelf known = done.get(relay.id());
    if (known == null) {
      // Relays that take from each other in a ring get nothing new from there.
      done.put(relay.id(), Shelf.UNKNOWN);
      known = worked(relay);
      done.put(relay.id(), known);
    }
    return known;
  }

  /** What a supply hands out; empty where there is nobody. */
  public Optional<Shelf> of(Supply supply) {
    return switch (supply.kind()) {
      case SOURCE -> Optional.of(source);
      case RELAY -> supply.relay().flatMap(picture::relay).map(this::of);
      case NOBODY -> Optional.empty();
    };
  }

  /** The relay that a lapse of this relay's shelf lies at; empty for the source. */
  public Optional<RelayStanding> blamed(RelayStanding relay, Lapse lapse) {
    Optional<RelayStanding> at = Optional.of(relay);
    for (int hop = 0; hop < lapse.hops() && at.isPresent(); hop++) {
      at = picture.supplyOf(at.get()).relay().flatMap(picture::relay);
    }
    return at;
  }

  private Shelf source(SourceOffer offer) {
    Catalog catalog = offer.catalog();
    Optional<CatalogPoint> point =
        Optional.of(new CatalogPoint(catalog.epoch(), catalog.sequence()));
    boolean renews = assumption == Assumption.RELAYS_RENEW && picture.source().renews(picture.at());
    Hindrance why = whyTheSourceDoesNot();
    Lapse end =
        renews ? authority(offer.signers(), Part.CATALOG) : Lapse.ofCatalog(offer.ends(), why);
    List<Ware> wares = new ArrayList<>();
    for (CatalogEntry entry : catalog.components()) {
      List<CertificateFacts> chain = offer.chain(entry.signature().sha256());
      Ware.File file = file(entry, chain);
      wares.add(
          Ware.of(
              file,
              renews
                  ? authority(chain, file.part())
                  : Lapse.ofCertificate(file.expires(), file.part(), why)));
    }
    return Shelf.of(new Cover(point, Optional.of(offer.ends()), end), wares);
  }

  private static Ware.File file(CatalogEntry entry, List<CertificateFacts> chain) {
    Instant expires = entry.signature().expires();
    return new Ware.File(
        entry.id(),
        entry.version(),
        entry.signature().serial(),
        entry.signature().sha256(),
        expires,
        first(chain, expires));
  }

  private Hindrance whyTheSourceDoesNot() {
    if (assumption == Assumption.NOTHING_FETCHED) {
      return Hindrance.ASSUMED;
    }
    return picture.source().isCurrent() ? Hindrance.SOURCE_NOT_RENEWING : Hindrance.SOURCE_UNKNOWN;
  }

  private static Part first(List<CertificateFacts> chain, Instant expires) {
    return chain.stream()
        .filter(certificate -> certificate.notAfter().equals(expires))
        .findFirst()
        .map(certificate -> part(certificate.role()))
        .orElse(Part.SIGNER);
  }

  private static Part part(Role role) {
    return switch (role) {
      case SIGNER -> Part.SIGNER;
      case INTERMEDIATE -> Part.INTERMEDIATE;
      case ANCHOR -> Part.ANCHOR;
    };
  }

  // A renewal brings a new signer. It cannot outlast the authorities above.
  private static Lapse authority(List<CertificateFacts> chain, Part part) {
    return chain.stream()
        .filter(certificate -> certificate.role() != Role.SIGNER)
        .min(Comparator.comparing(CertificateFacts::notAfter))
        .map(end -> Lapse.ofCertificate(end.notAfter(), part(end.role()), Hindrance.AUTHORITY_ENDS))
        .orElse(Lapse.never(part));
  }

  private Shelf worked(RelayStanding relay) {
    Optional<Holdings> holdings = picture.holdings(relay.holding());
    if (holdings.isEmpty()) {
      return Shelf.UNKNOWN;
    }
    Supply supply = picture.supplyOf(relay);
    Hindrance own = hindrance(relay, supply);
    Shelf above = own == Hindrance.NONE ? of(supply).orElse(Shelf.UNKNOWN) : Shelf.UNKNOWN;
    Likeness likeness =
        new Likeness(
            relay.holding(),
            relay.followed(),
            picture.refreshes(relay),
            own,
            identities.computeIfAbsent(above, shelf -> identities.size()));
    return alike.computeIfAbsent(
        likeness,
        key -> {
          Shelf held = held(holdings.get(), relay.followed(), own);
          return own == Hindrance.NONE && above.known()
              ? new Restocking(above, picture.refreshes(relay)).restock(held)
              : held;
        });
  }

  private Hindrance hindrance(RelayStanding relay, Supply supply) {
    if (assumption == Assumption.NOTHING_FETCHED) {
      return Hindrance.ASSUMED;
    }
    if (!relay.reachable()) {
      return Hindrance.SILENT;
    }
    if (supply.kind() == Supply.Kind.NOBODY) {
      return Hindrance.NO_SUPPLIER;
    }
    return goesOn(relay) ? Hindrance.NONE : Hindrance.CANNOT_FETCH;
  }

  /** Whether a relay's last update ended so that the next one may do better by itself. */
  public static boolean goesOn(RelayStanding relay) {
    return relay.run().map(run -> run.error().code()).filter(c -> !PASSING.contains(c)).isEmpty();
  }

  private Shelf held(Holdings holdings, Optional<Followed> followed, Hindrance own) {
    Hindrance why = own == Hindrance.NONE ? Hindrance.NOT_TOLD : own;
    Lapse catalog =
        followed
            .map(point -> Lapse.ofCatalog(point.expires(), why))
            .orElseGet(() -> Lapse.already(picture.at(), Part.CATALOG, why));
    Cover cover =
        new Cover(
            followed.map(point -> new CatalogPoint(point.epoch(), point.sequence())),
            followed.map(Followed::expires),
            catalog);
    return Shelf.of(cover, holdings.files().stream().map(file -> ware(file, why)).toList());
  }

  private Ware ware(HeldFile file, Hindrance why) {
    Part part = Part.of(file.first());
    return Ware.of(
        new Ware.File(
            file.id(), file.version(), file.serial(), file.signature(), file.expires(), part),
        BY_DATE.contains(file.code())
            ? Lapse.ofCertificate(file.expires(), part, why)
            : Lapse.already(picture.at(), part, why));
  }
}
