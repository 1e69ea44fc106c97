package io.freshseal.settings.entity;

/**
 * How fast a new catalog spreads.
 *
 * @param listening whether the relay waits at its source for the next catalog
 * @param maxWaiters how many requests may wait here for the next catalog, at relay and source each
 * @param maxDownloads how many large files are sent at once, by relay and source together
 * @param maxBandwidth bytes a second of all of them together; 0 for as much as there is
 * @param deltaQuota bytes that deltas and compressed contents may take; none are made for 0
 */
public record PushSettings(
    boolean listening, int maxWaiters, int maxDownloads, long maxBandwidth, long deltaQuota) {}
