package io.freshseal.computers.entity;

import java.time.Instant;
import java.util.UUID;

/** A computer is about to be removed from the fleet; whoever waits for it learns of it in time. */
public record ComputerLeaves(UUID computer, Instant at) {}
