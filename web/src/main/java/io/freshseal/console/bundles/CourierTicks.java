package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.CourierLog;
import io.freshseal.bundle.boundary.CourierLog.Begun;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.Times;
import io.freshseal.console.relay.RunRow;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.replication.entity.RunView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which steps of the journey that goes on are done. A step counts if it was done since the journey
 * was begun, and not before the step that it follows.
 */
@Named
@RequestScoped
public class CourierTicks {

  private static final String PAGE = "/console/courier?faces-redirect=true&side=";
  private static final Duration A_DAY = Duration.ofDays(1);

  private final CourierLog log;
  private final CourierJourney journey;
  private final CourierEvidence evidence;
  private final CourierPlace place;
  private final Times times;
  private final Notices notices;
  private Optional<Begun> begun;

  /** For the container's proxy. */
  protected CourierTicks() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public CourierTicks(
      CourierLog log,
      CourierJourney journey,
      CourierEvidence evidence,
      CourierPlace place,
      Times times,
      Notices notices) {
    this.log = log;
    this.journey = journey;
    this.evidence = evidence;
    this.place = place;
    this.times = times;
    this.notices = notices;
  }

  /** When the journey was begun, and by whom; null if none ever was. */
  public Begun getBegun() {
    if (begun == null) {
      begun = log.begun();
    }
    return begun.orElse(null);
  }

  /** Begins a new journey. */
  public String begin() {
    log.begin();
    notices.done("courier.begin.done");
    return PAGE + journey.chosen();
  }

  private boolean counts(Instant done) {
    return getBegun() == null || !done.isBefore(getBegun().since());
  }

  /** Whether the connected relay was updated well within a day; a source always is. */
  public boolean isUpdated() {
    return !place.isRelay()
        || Optional.ofNullable(journey.getLastRun())
            .map(RunRow::run)
            .filter(run -> run.state() == RunView.State.COMPLETED)
            .flatMap(RunView::finished)
            .filter(end -> end.isAfter(times.getNow().minus(A_DAY)))
            .filter(this::counts)
            .isPresent();
  }

  /** Whether there is a bundle of what is served here now. */
  public boolean isMade() {
    BundleMaking newest = journey.getNewest();
    return newest != null && journey.isCurrent() && counts(newest.started());
  }

  /** Whether the isolated relay's cache was cleared. */
  public boolean isCleared() {
    StoredEvent cleared = evidence.getCleared();
    return cleared != null && counts(cleared.time());
  }

  /** Whether a bundle was taken in, after the cache was cleared. */
  public boolean isTaken() {
    RunRow taken = journey.getTaken();
    StoredEvent cleared = evidence.getCleared();
    return taken != null
        && taken.run().state() == RunView.State.COMPLETED
        && counts(taken.time())
        && (cleared == null || !taken.time().isBefore(cleared.time()));
  }

  /** Whether what is held is good, and came with this journey. */
  public boolean isConfirmed() {
    return evidence.isGood() && (getBegun() == null || isTaken());
  }
}
