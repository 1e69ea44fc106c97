package io.freshseal.settings.entity;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the server listens, as the launcher told; nobody tells an application in somebody else's
 * server.
 *
 * @param address name or number of the interface; empty or a wildcard for all
 */
public record HttpSettings(Optional<String> address, OptionalInt port) {}
