package io.freshseal.heartbeats.boundary;

import java.time.Duration;
import java.time.Instant;

/**
 * When and from where a heartbeat came.
 *
 * @param next when the next one is due at the latest
 */
public record Arrival(Instant at, Duration next, String address) {}
