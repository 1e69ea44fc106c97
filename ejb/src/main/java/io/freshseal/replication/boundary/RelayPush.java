package io.freshseal.replication.boundary;

import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.control.push.HttpPushLine;
import io.freshseal.replication.control.push.PushDuties;
import io.freshseal.replication.control.push.PushThread;
import io.freshseal.replication.control.push.PushWatch;
import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.Reach;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.SettingsChanged;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Waits at the relay's source for the next catalog. What it orders is a run like any other. */
@Startup
@Singleton
@DependsOn("RelayDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayPush {

  @EJB private RelayDesk relay;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;
  @Resource private ManagedThreadFactory threads;

  private volatile PushWatch watch;
  private volatile PushThread thread;

  /** Begins to wait; called once, when the first run is ordered. */
  public void start() {
    HttpPushLine line =
        new HttpPushLine(
            TransferLimits.DEFAULT, () -> Optional.of(settings.current().relay().build().text()));
    watch =
        new PushWatch(
            new Work(),
            line,
            clock,
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextLong());
    thread = new PushThread(watch, threads);
  }

  @PreDestroy
  void end() {
    if (thread != null) {
      thread.close();
    }
  }

  /** How it stands; empty before {@link #start}. */
  public Optional<PushView> view() {
    return Optional.ofNullable(watch).map(PushWatch::view);
  }

  /** Puts what was changed into force at once. */
  public void settingsChanged(@Observes SettingsChanged change) {
    if (thread != null) {
      thread.hurry();
    }
  }

  private final class Work implements PushDuties {

    @Override
    public boolean listens() {
      Settings now = settings.current();
      return now.push().listening() && !now.relay().bundles().only();
    }

    @Override
    public List<Reach> sources() {
      return relay.sources().reaches();
    }

    @Override
    public Optional<String> held() {
      return relay.snapshot().map(now -> '"' + now.catalogDigest().hex() + '"');
    }

    @Override
    public Duration interval() {
      return settings.current().relay().interval();
    }

    // The source answers its relays one by one; whoever waits for this one shall not wait longer.
    @Override
    public Duration jitter() {
      return Duration.ZERO;
    }

    @Override
    public void run() throws InterruptedException {
      relay.await(relay.order(Trigger.PUSH));
    }
  }
}
