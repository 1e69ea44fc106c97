package io.freshseal.member.entity;

import io.freshseal.shared.entity.Sha256;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * That a computer belongs to a fleet, as the computer keeps it. Begins with the enrolment, changes
 * with what the manager says, ends with another enrolment.
 *
 * @param manager base address of the manager's interface
 * @param id the computer's, no secret
 * @param key the computer's, a secret
 * @param source name of the one source whose catalogs are followed, if it was pinned
 * @param certificates digests of the TLS certificates by which the manager is known
 * @param guidance what the manager said last; empty before its first answer
 */
public record Membership(
    URI manager,
    UUID id,
    String key,
    ComputerName name,
    Optional<String> source,
    Set<Sha256> certificates,
    Optional<Guidance> guidance) {

  public Membership {
    Objects.requireNonNull(manager);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(source);
    Objects.requireNonNull(guidance);
    certificates = Set.copyOf(certificates);
    if (!Enrolment.isKey(key)) {
      throw new IllegalArgumentException("not the key of a computer");
    }
  }

  /** The same after an answer of the manager. */
  public Membership guidedBy(Guidance latest) {
    return new Membership(manager, id, key, name, source, certificates, Optional.of(latest));
  }

  /** The same with the manager at another address. */
  public Membership at(URI address) {
    return new Membership(address, id, key, name, source, certificates, guidance);
  }

  /** The same with other certificates of the manager. */
  public Membership trusting(Set<Sha256> others) {
    return new Membership(manager, id, key, name, source, others, guidance);
  }

  @Override
  public String toString() {
    return "Membership[" + id + " at " + manager + "]";
  }
}
