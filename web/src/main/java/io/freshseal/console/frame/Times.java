package io.freshseal.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Times for people: the server's wall clock, written the same everywhere, with the distance from
 * now beside it. One now per request.
 */
@Named
@RequestScoped
public class Times {

  private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final int DAYS_OF_A_YEAR = 365;

  private final Texts texts;
  private final Instant now;
  private final ZoneId zone;

  /** For the container's proxy. */
  protected Times() {
    this.texts = null;
    this.now = null;
    this.zone = null;
  }

  @Inject
  public Times(Texts texts, Clock clock) {
    this.texts = texts;
    this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    this.zone = ZoneId.systemDefault();
  }

  /** The instant at which this request is answered, in whole seconds. */
  public Instant getNow() {
    return now;
  }

  /** The zone that all times on the page are in, for example {@code UTC} or {@code JST}. */
  public String getZone() {
    return DateTimeFormatter.ofPattern("z '(UTC'xxx')'").withZone(zone).format(now);
  }

  /** {@code 2026-11-22 14:03:59} on the server's clock. */
  public String local(Instant instant) {
    return WALL.withZone(zone).format(instant);
  }

  /** RFC 3339 in UTC, to the second. */
  public String utc(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code in 5 days}, {@code 3 minutes ago}. */
  public String relative(Instant instant) {
    Duration distance = Duration.between(now, instant);
    return texts.of(distance.isNegative() ? "time.ago" : "time.in", length(distance.abs()));
  }

  /** {@code 59 days left}, or {@code expired 3 minutes ago}. */
  public String left(Instant expires) {
    Duration distance = Duration.between(now, expires);
    boolean over = distance.isZero() || distance.isNegative();
    return texts.of(over ? "time.expired" : "time.left", length(distance.abs()));
  }

  /** How soon what lives from one instant to the other needs a person's eye. */
  public Urgency urgency(Instant begins, Instant expires) {
    return Urgency.of(begins, expires, now);
  }

  /** A length in its largest unit of which there are at least two: {@code 36 hours}. */
  public String length(Duration duration) {
    if (duration.toDays() >= 2 * DAYS_OF_A_YEAR) {
      return texts.of("time.years", duration.toDays() / DAYS_OF_A_YEAR);
    }
    if (duration.toDays() >= 2) {
      return texts.of("time.days", duration.toDays());
    }
    if (duration.toHours() >= 2) {
      return texts.of("time.hours", duration.toHours());
    }
    if (duration.toMinutes() >= 2) {
      return texts.of("time.minutes", duration.toMinutes());
    }
    return texts.of("time.seconds", duration.toSeconds());
  }
}
