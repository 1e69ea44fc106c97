package io.freshseal.settings.entity;

/**
 * How fast a new catalog spreads.
 *
 * @param listening whether the relay waits at its source for the next catalog
 * @param maxWaiters how many requests may wait here for the next catalog, at relay and source each
 */
public record PushSettings(boolean listening, int maxWaiters) {}
