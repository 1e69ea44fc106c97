package io.freshseal.settings.entity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of the process at one moment: validated as a whole, never changed, only followed by
 * another record.
 *
 * @param data absolute folder of everything the process keeps
 * @param roles at least one
 * @param http where the server listens, as far as the launcher told
 * @param push how fast a new catalog spreads
 * @param tls by which certificate the server is reached over https
 * @param member of whose fleet the process is a part
 * @param adminPassword for the first start
 * @param sample empty unless the sample content is wanted
 * @param eventsRetention for how long system events are kept
 */
public record Settings(
    Path data,
    Set<Role> roles,
    HttpSettings http,
    RelaySettings relay,
    PushSettings push,
    SourceSettings source,
    TrustSettings trust,
    TlsSettings tls,
    ManagerSettings manager,
    MemberSettings member,
    Optional<Secret> adminPassword,
    Optional<SampleSettings> sample,
    Duration eventsRetention) {

  public Settings {
    Objects.requireNonNull(data);
    roles = Set.copyOf(roles);
  }

  /** Whether this process has the role. */
  public boolean has(Role role) {
    return roles.contains(role);
  }
}
