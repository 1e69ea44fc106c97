package io.freshseal.replication.control;

import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpCaller;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.control.http.HttpText;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.trust.entity.ClockSighting;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks hosts what time it is there, by the Date header of any answer (RFC 9110 6.6.1). The bodies
 * are not read.
 */
public final class ClockPeers {

  /** Most hosts asked; each may take as long as its limits allow. */
  public static final int MAX_PEERS = 4;

  private final List<Route> hosts;
  private final TransferLimits limits;

  /**
   * Makes the question to some hosts.
   *
   * @param hosts those beyond {@link #MAX_PEERS} are not asked
   */
  public ClockPeers(List<Route> hosts, TransferLimits limits) {
    this.hosts = hosts.stream().distinct().limit(MAX_PEERS).toList();
    this.limits = limits;
  }

  /**
   * Asks each host once; one that does not answer, or without a date, is left out.
   *
   * @param local what the local clock says now
   */
  public List<ClockSighting> ask(Instant local) {
    return hosts.stream().flatMap(host -> ask(host, local).stream()).toList();
  }

  private Optional<ClockSighting> ask(Route host, Instant local) {
    try (HttpAnswer answer =
        new HttpCaller(host, limits).get(host.base().resolve("catalog"), Map.of("Accept", "*/*"))) {
      return date(answer).map(time -> new ClockSighting(name(host.base()), time, local));
    } catch (HttpFault e) {
      return Optional.empty();
    }
  }

  /** What a host is called in evidence: its name and port. */
  static String name(BaseUrl host) {
    return HttpText.printable(host.uri().getAuthority(), 120);
  }

  /** The Date header of an answer; empty if there is none that can be read. */
  static Optional<Instant> date(HttpAnswer answer) {
    return answer.header("Date").flatMap(ClockPeers::parse);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
