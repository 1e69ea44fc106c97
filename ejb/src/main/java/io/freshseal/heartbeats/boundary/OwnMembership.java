package io.freshseal.heartbeats.boundary;

import io.freshseal.computers.control.FleetSecrets;
import io.freshseal.member.control.Memberships;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.Membership;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * That the relay of the manager's own process belongs to the fleet: for as long as the process
 * lives, and by a key that opens nothing, because nobody calls.
 */
final class OwnMembership implements Memberships {

  private volatile Membership membership;

  OwnMembership(UUID id, MemberFacts facts) {
    this.membership =
        new Membership(
            URI.create("http://127.0.0.1/api/v1"),
            id,
            FleetSecrets.next(Enrolment.KEY_PREFIX, new SecureRandom()),
            facts.name(),
            Optional.empty(),
            Set.of(),
            Optional.empty());
  }

  @Override
  public Optional<Membership> read() {
    return Optional.of(membership);
  }

  @Override
  public void write(Membership latest) {
    membership = latest;
  }
}
