package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A timestamp authority elsewhere from which no token is to be had; signatures are made without.
 *
 * @param since when it failed first
 * @param last when it was asked last
 * @param why what is wrong with its last answer
 */
public record TimestampOutage(
    URI authority, Instant since, Instant last, StatusCode code, Sentence why) {

  public TimestampOutage {
    Objects.requireNonNull(authority);
    Objects.requireNonNull(since);
    Objects.requireNonNull(last);
    Objects.requireNonNull(code);
    Objects.requireNonNull(why);
  }
}
