package io.freshseal.member.entity;

import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.shared.entity.Sentence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a computer's last security update ended.
 *
 * @param error code and text; the text names what kind of relay is behind it
 * @param sentence why, or that nothing is wrong
 * @param from base URL of the relay or source that was asked
 * @param fromBuild the build that it named
 */
public record LastRun(
    Instant at,
    EventError error,
    Sentence sentence,
    Optional<String> from,
    Optional<RelayBuild> fromBuild) {

  public LastRun {
    Objects.requireNonNull(at);
    Objects.requireNonNull(error);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(from);
    Objects.requireNonNull(fromBuild);
  }
}
