package io.freshseal.trust.control;

import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.CertificateFacts.Role;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Certificates that link up by name and key, before anything is believed of them.
 *
 * @param path the signer, then intermediates
 * @param anchor the anchor that issued the last of the path; empty if none at hand did
 */
record CandidateChain(List<X509Certificate> path, Optional<X509Certificate> anchor) {

  CandidateChain {
    path = List.copyOf(path);
  }

  /** Facts in judging order: signer, intermediates, anchor. */
  List<CertificateFacts> facts() {
    List<CertificateFacts> facts = new ArrayList<>();
    for (X509Certificate certificate : path) {
      Role role = facts.isEmpty() ? Role.SIGNER : Role.INTERMEDIATE;
      facts.add(Certificates.facts(role, certificate));
    }
    anchor.ifPresent(a -> facts.add(Certificates.facts(Role.ANCHOR, a)));
    return facts;
  }

  /** A chain that was found to hold: the signer first, the anchor last. */
  static CandidateChain whole(List<X509Certificate> certificates) {
    int anchor = certificates.size() - 1;
    return new CandidateChain(
        certificates.subList(0, anchor), Optional.of(certificates.get(anchor)));
  }

  /** All certificates: the path, then the anchor. */
  List<X509Certificate> certificates() {
    return Stream.concat(path.stream(), anchor.stream()).toList();
  }

  /**
   * Who issued a certificate of the path.
   *
   * @param place its index in the path of a chain that ends at an anchor
   */
  X509Certificate issuer(int place) {
    return place + 1 < path.size() ? path.get(place + 1) : anchor.orElseThrow();
  }

  /** Tells whether every certificate, the anchor too, is within its dates. */
  boolean isWithinDates(Instant now) {
    return path.stream().allMatch(c -> Certificates.isWithinDates(c, now))
        && anchor.stream().allMatch(c -> Certificates.isWithinDates(c, now));
  }

  /** The latest notBefore of the path: the one instant that lies in every validity, if any does. */
  Date latestStart() {
    return path.stream()
        .map(X509Certificate::getNotBefore)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
