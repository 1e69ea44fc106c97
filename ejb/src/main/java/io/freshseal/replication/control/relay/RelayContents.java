package io.freshseal.replication.control.relay;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.lazy.LazyPorts;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.settings.entity.LazySettings;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The relay around its contents on request: what it judges by, whom it asks, and which events it
 * makes of what could not be had. Each kind of failure is told once in an hour, since readers ask
 * again and again. Safe for threads.
 */
final class RelayContents implements LazyPorts {

  private static final Duration REMINDER = Duration.ofHours(1);

  private final RelayPorts ports;
  private final Clock clock;
  private final Supplier<UpdateSource> source;
  private final Supplier<RelayIdentity> identity;
  private final Map<StatusCode, Instant> told = new EnumMap<>(StatusCode.class);

  RelayContents(
      RelayPorts ports,
      Clock clock,
      Supplier<UpdateSource> source,
      Supplier<RelayIdentity> identity) {
    this.ports = ports;
    this.clock = clock;
    this.source = source;
    this.identity = identity;
  }

  @Override
  public LazySettings settings() {
    return ports.settings().relay().contents();
  }

  @Override
  public Verdict<TrustBasis> trust() {
    return ports.trust();
  }

  @Override
  public UpdateSource source() {
    return source.get();
  }

  @Override
  public void refused(CatalogEntry entry, RunRefusal why) {
    Instant now = clock.instant();
    // What is said of a signature file that is held is told by the watch over the store.
    if (RefusalEvents.type(why.code()) == EventType.UPDATE_FAILURE || !isNews(why.code(), now)) {
      return;
    }
    RelayIdentity relay = identity.get();
    ports.record(
        new RefusalEvents(relay, relay.refreshesSignatures())
            .anew(entry, why.code(), why.evidence(), now));
  }

  private synchronized boolean isNews(StatusCode code, Instant now) {
    Instant last = told.get(code);
    if (last != null && last.plus(REMINDER).isAfter(now)) {
      return false;
    }
    told.put(code, now);
    return true;
  }
}
