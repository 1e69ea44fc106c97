package io.freshseal.settings.entity;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the manager role.
 *
 * @param heartbeat time between two heartbeats of a computer, a second to a day
 * @param updateInterval time between two updates that a computer makes by itself
 * @param primarySource base URL of the primary source, as computers reach it
 */
public record ManagerSettings(
    Duration heartbeat, Duration updateInterval, Optional<URI> primarySource) {}
