package io.freshseal.settings.entity;

import io.freshseal.fleet.entity.RelayBuild;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the relay role.
 *
 * @param source base URL to replicate; empty for the own source, and where bundles alone come
 * @param interval time between two runs
 * @param serving whether it hands out what it holds
 * @param url the address others are told
 * @param checkInterval time between two looks at the store
 * @param scrubInterval time in which everything in the store is read again once
 * @param history for how long run records are kept
 * @param bundles how update bundles are taken in
 * @param contents which contents it holds
 * @param clockPeers base URLs of hosts that are asked for the time when a date decides
 */
public record RelaySettings(
    RelayBuild build,
    Optional<URI> source,
    Duration interval,
    boolean serving,
    Optional<URI> url,
    Duration checkInterval,
    Duration scrubInterval,
    Duration history,
    BundleSettings bundles,
    LazySettings contents,
    List<URI> clockPeers) {

  public RelaySettings {
    clockPeers = List.copyOf(clockPeers);
  }
}
