package io.freshseal.console.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * A time in the address of a page: as the field for it writes it, without an offset, or with one.
 * In the hour that a clock goes through twice, the first pass is the beginning of a stretch and the
 * second its end, so that nothing is left out.
 */
final class WallTime {

  private static final int LAST_YEAR = 9999;

  private WallTime() {}

  /** The earliest instant that is meant; null if the text cannot be read. */
  static Instant from(String text, ZoneId zone) {
    return read(text, zone, false);
  }

  /** The latest instant that is meant; null if the text cannot be read. */
  static Instant until(String text, ZoneId zone) {
    return read(text, zone, true);
  }

  private static Instant read(String text, ZoneId zone, boolean later) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      ZonedDateTime time =
          DateTimeFormatter.ISO_DATE_TIME
              .parseBest(text, OffsetDateTime::from, LocalDateTime::from)
              .query(read -> zoned(read, zone, later));
      return time.getYear() > 0 && time.getYear() <= LAST_YEAR ? time.toInstant() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZonedDateTime zoned(TemporalAccessor read, ZoneId zone, boolean later) {
    if (read instanceof OffsetDateTime exact) {
      return exact.toZonedDateTime();
    }
    ZonedDateTime first = LocalDateTime.from(read).atZone(zone);
    return later ? first.withLaterOffsetAtOverlap() : first;
  }

  /** The text that {@link #until} reads as this; with an offset only where it needs one. */
  static String text(Instant until, ZoneId zone) {
    String local = LocalDateTime.ofInstant(until, zone).toString();
    return until.equals(until(local, zone)) ? local : until.toString();
  }
}
