package io.freshseal.member.entity;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.shared.entity.Platform;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a computer says of itself.
 *
 * @param platform what components are chosen by, {@code linux-amd64}
 * @param build of the program; for a relay the build that it behaves as
 * @param roles at least one
 * @param url base URL where others reach its relay; empty if it has none, or does not know
 */
public record MemberFacts(
    ComputerName name,
    Platform platform,
    RelayBuild build,
    Set<MemberRole> roles,
    Optional<URI> url) {

  public MemberFacts {
    Objects.requireNonNull(name);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(build);
    Objects.requireNonNull(url);
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a computer has a role");
    }
  }

  /** The same computer, serving nobody. */
  public MemberFacts asAgent() {
    return new MemberFacts(name, platform, build, Set.of(MemberRole.AGENT), Optional.empty());
  }

  /** Whether others take components from it. */
  public boolean serves() {
    return is(MemberRole.RELAY) || is(MemberRole.SOURCE);
  }

  /** Whether it has the role. */
  public boolean is(MemberRole role) {
    return roles.contains(role);
  }
}
