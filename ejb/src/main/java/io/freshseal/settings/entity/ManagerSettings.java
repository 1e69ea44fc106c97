package io.freshseal.settings.entity;

import java.net.URI;
import java.util.Optional;

/** How a relay joins a fleet: the manager's address and the secret to enrol with. */
public record ManagerSettings(Optional<URI> url, Optional<Secret> enrolmentToken) {}
