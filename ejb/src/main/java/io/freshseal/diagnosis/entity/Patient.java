package io.freshseal.diagnosis.entity;

import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.LastRun;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A computer that somebody asks about.
 *
 * @param group id of its relay group
 * @param relay whether it is a relay
 * @param run how its last update ended; empty before the first
 */
public record Patient(
    UUID id, String name, String group, boolean relay, Optional<LastRun> run, Body body) {

  /**
   * What it holds.
   *
   * @param holding names the list; empty before it told
   * @param followed the catalog that it follows; empty before the first
   */
  public record Body(Optional<Sha256> holding, Optional<Followed> followed) {
    public Body {
      Objects.requireNonNull(holding);
      Objects.requireNonNull(followed);
    }
  }

  public Patient {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(group);
    Objects.requireNonNull(run);
    Objects.requireNonNull(body);
  }

  /** A relay as a patient. */
  public static Patient of(RelayStanding relay) {
    return new Patient(
        relay.id(),
        relay.name(),
        relay.group(),
        true,
        relay.run(),
        new Body(relay.holding(), relay.followed()));
  }

  /** The same, its last update having ended another way. */
  public Patient with(LastRun other) {
    return new Patient(id, name, group, relay, Optional.of(other), body);
  }

  /** What its last update ended with; {@code OK} before the first, {@code INTERNAL} if strange. */
  public StatusCode code() {
    return run.map(Patient::code).orElse(StatusCode.OK);
  }

  /** The verdict behind an error; its text may be another by the relay's build. */
  static StatusCode code(LastRun run) {
    return Arrays.stream(StatusCode.values())
        .filter(code -> code.code() == run.error().code())
        .findFirst()
        .orElse(StatusCode.INTERNAL);
  }

  /** The catalog that it follows. */
  public Optional<CatalogPoint> point() {
    return body.followed().map(f -> new CatalogPoint(f.epoch(), f.sequence()));
  }

  /** Number of its bundle of trust anchors; empty if it did not tell. */
  public Optional<Long> anchors() {
    return body.followed().map(Followed::anchors);
  }
}
