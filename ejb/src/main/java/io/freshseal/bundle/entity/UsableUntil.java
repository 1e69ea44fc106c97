package io.freshseal.bundle.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.replication.entity.ReviewedOffer;
import io.freshseal.replication.entity.ReviewedOffer.ReviewedComponent;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.SignatureFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The earliest date at which anything of an offer is refused, and what it is. Refused is what is
 * judged after this instant; at this instant everything holds.
 *
 * @param component whose signature file it is, if it is one's
 * @param certificate the first to run out, if it is one
 * @param issuer of the revocation list, if it is one (RFC 2253)
 */
public record UsableUntil(
    Instant until,
    What what,
    Optional<ComponentId> component,
    Optional<Ending> certificate,
    Optional<String> issuer) {

  /** What ends first. */
  public enum What {
    /** The catalog itself. */
    CATALOG,
    /** A certificate of the catalog's signature. */
    CATALOG_SIGNATURE,
    /** A certificate of a component's signature file. */
    SIGNATURE,
    /** A revocation list. */
    REVOCATION_LIST
  }

  /**
   * A certificate that runs out.
   *
   * @param subject the subject's distinguished name (RFC 2253)
   * @param serialNumber in hexadecimal
   */
  public record Ending(String subject, CertificateFacts.Role role, String serialNumber) {

    public Ending {
      Objects.requireNonNull(subject);
      Objects.requireNonNull(role);
      Objects.requireNonNull(serialNumber);
    }
  }

  public UsableUntil {
    Objects.requireNonNull(until);
    Objects.requireNonNull(what);
    Objects.requireNonNull(component);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(issuer);
  }

  /** Of an offer whose catalog was accepted; components that are refused already do not count. */
  public static UsableUntil of(JudgedCatalog judged, ReviewedOffer offer) {
    Catalog catalog = judged.catalog();
    List<UsableUntil> ends = new ArrayList<>();
    ends.add(
        new UsableUntil(
            catalog.expires(), What.CATALOG, Optional.empty(), Optional.empty(), Optional.empty()));
    ends.add(of(judged.facts(), What.CATALOG_SIGNATURE, Optional.empty()));
    for (ReviewedComponent each : offer.components()) {
      each.signature()
          .toOptional()
          .map(facts -> of(facts, What.SIGNATURE, Optional.of(each.entry().id())))
          .ifPresent(ends::add);
    }
    offer.revocations().stream().flatMap(UsableUntil::of).forEach(ends::add);
    return ends.stream()
        .min(Comparator.comparing(UsableUntil::until).thenComparing(UsableUntil::what))
        .orElseThrow();
  }

  private static UsableUntil of(SignatureFacts facts, What what, Optional<ComponentId> component) {
    CertificateFacts first =
        Stream.concat(facts.chain().stream(), facts.basis().postQuantumSigner().stream())
            .min(Comparator.comparing(CertificateFacts::notAfter))
            .orElseThrow();
    Ending ending = new Ending(first.subject(), first.role(), first.serialNumber());
    return new UsableUntil(
        first.notAfter(), what, component, Optional.of(ending), Optional.empty());
  }

  private static Stream<UsableUntil> of(RevocationList list) {
    return list.nextUpdate().stream()
        .map(
            end ->
                new UsableUntil(
                    end,
                    What.REVOCATION_LIST,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(list.issuer().getName())));
  }
}
