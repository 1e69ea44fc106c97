package io.freshseal.events.entity;

/**
 * Whether events of a type are recorded.
 *
 * @param on whether they are
 * @param fixed whether nobody can change that: what is critical, and what tells of the switches
 */
public record Recording(EventType type, boolean on, boolean fixed) {}
