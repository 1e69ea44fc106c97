package io.freshseal.settings.entity;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Settings of a process that belongs to the fleet of another manager.
 *
 * @param manager base address of that manager; empty if this process joins none
 * @param name what this computer is called in its fleet, its own manager's included; empty for the
 *     name that the operating system has for it
 * @param token with which it joins; needed once
 */
public record MemberSettings(Optional<URI> manager, Optional<String> name, Optional<Secret> token) {

  public MemberSettings {
    Objects.requireNonNull(manager);
    Objects.requireNonNull(name);
    Objects.requireNonNull(token);
  }

  /** Whether this process joins a fleet. */
  public boolean joins() {
    return manager.isPresent();
  }
}
