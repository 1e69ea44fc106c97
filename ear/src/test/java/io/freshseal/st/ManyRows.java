package io.freshseal.st;

import java.time.Instant;
import java.util.List;

/**
 * Statements that fill the tables of a manager as years do, the same on H2 and PostgreSQL but for
 * how they count. Of a thousand events 989 say that an agent has updated, ten that a relay has, and
 * one that an agent refuses an expired certificate.
 */
final class ManyRows {
  private static final long FIRST_ID = 1_000_000_000L;
  private static final String NEVER_MADE = "no-such-computer";

  private final String counting;
  private final String tidying;

  private ManyRows(String counting, String tidying) {
    this.counting = counting;
    this.tidying = tidying;
  }

  static ManyRows onH2() {
    return new ManyRows("(select x as n from system_range(%d, %d)) s", "analyze");
  }

  static ManyRows onPostgresql() {
    // What PostgreSQL does by itself within minutes of so many inserts.
    return new ManyRows(
        "(select cast(n as bigint) as n from generate_series(%d, %d) n) s", "vacuum analyze");
  }

  /** A text that is in none of them. */
  static String missing() {
    return NEVER_MADE;
  }

  /**
   * Events of one second each, the last one a minute before a time.
   *
   * @param from number of the first, the newest is 0
   * @param until exclusive
   */
  List<String> events(int from, int until, Instant now) {
    return List.of(
        """
        insert into system_event (id, event_key, occurred_at, origin, event_number, event_level,
          target, actor, error_code, error_text, figures)
        select %1$d - n, '00000000-0000-4000-8000-' || lpad(cast(n as varchar), 12, '0'),
          %2$d - n * 1000,
          case when mod(n, 100) = 50 then 'RELAY' else 'AGENT' end,
          case when mod(n, 1000) = 500 then 9102 when mod(n, 100) = 50 then 2204 else 5000 end,
          case when mod(n, 1000) = 500 then 'ERROR' else 'INFO' end,
          'computer-' || lpad(cast(mod(n * 7919, 10000) as varchar), 5, '0'), 'system',
          case when mod(n, 1000) = 500 then -24 end,
          case when mod(n, 1000) = 500 then 'IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE' end,
          'public-suffix-list\u001f1.6'
        from %3$s
        """
            .formatted(
                FIRST_ID, now.minusSeconds(60).toEpochMilli(), counting.formatted(from, until - 1)),
        tidying);
  }

  /** Computers of the default group; one in ten is offline, one in a hundred failed. */
  List<String> computers(int count, Instant now) {
    return List.of(
        """
        insert into computer (computer_id, computer_name, key_digest, group_id, assignment, roles,
          platform, build, address, enrolled_at, enrolled_with, last_seen, offline_at, offline,
          run_at, run_code, run_text, run_sentence, run_from)
        select '00000000-0000-4000-9000-' || lpad(cast(n as varchar), 12, '0'),
          'computer-' || lpad(cast(n as varchar), 5, '0'), lpad(cast(n as varchar), 64, '0'),
          '00000000-0000-0000-0000-000000000001', 'DEFAULT', 'agent', 'linux-x86_64',
          '20.0.0-1337', '10.0.0.1', %1$d, 'many', %1$d,
          case when mod(n, 10) = 0 then %1$d else %1$d + 86400000 end, mod(n, 10) = 0, %1$d,
          case when mod(n, 100) = 1 then -24 else 0 end,
          case when mod(n, 100) = 1 then 'STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE' else 'STATUS_OK' end,
          '', 'http://127.0.0.1/api/v1'
        from %2$s
        """
            .formatted(now.toEpochMilli(), counting.formatted(0, count - 1)),
        tidying);
  }
}
