package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.BundleMakingDesk;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.bundle.entity.BundleRequest;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.relay.RunRow;
import io.freshseal.replication.boundary.CacheDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.CacheCleared;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carrying components to where there is no network, step by step: what this server is to do of it,
 * and what it can show for each step. The same page serves both sides.
 */
@Named
@RequestScoped
public class CourierJourney {

  private static final String PAGE = "/console/courier?faces-redirect=true&side=";
  private static final String RELAY = "/console/relay?faces-redirect=true&run=";
  private static final int RUNS = 50;
  private static final int GROUP = 8;

  private final BundleMakingDesk making;
  private final RelayDesk relay;
  private final CacheDesk cache;
  private final SettingsDesk settings;
  private final CourierPlace place;
  private final Notices notices;
  private String side;

  /** On which side of the gap this server stands. */
  public enum Side {
    /** It reaches the source, and makes bundles. */
    CONNECTED,
    /** It takes them in. */
    ISOLATED
  }

  /** For the container's proxy. */
  protected CourierJourney() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public CourierJourney(
      BundleMakingDesk making,
      RelayDesk relay,
      CacheDesk cache,
      SettingsDesk settings,
      CourierPlace place,
      Notices notices) {
    this.making = making;
    this.relay = relay;
    this.cache = cache;
    this.settings = settings;
    this.place = place;
    this.notices = notices;
  }

  // Before the model knows the parameters of the view: buttons are there on one side only.
  @PostConstruct
  void load() {
    Map<String, String> sent =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    side = sent.getOrDefault("side", sent.get("courier-side"));
  }

  /** The side that the address names, else the one that the settings tell of. */
  public Side chosen() {
    if (!relay.active()) {
      return Side.CONNECTED;
    }
    Side told = settings.current().relay().bundles().only() ? Side.ISOLATED : Side.CONNECTED;
    return Arrays.stream(Side.values())
        .filter(each -> each.name().equalsIgnoreCase(side))
        .findFirst()
        .orElse(told);
  }

  /** Whether this is the side that makes bundles. */
  public boolean isConnected() {
    return chosen() == Side.CONNECTED;
  }

  /** The relay of this process. */
  public RelayView getView() {
    return relay.state();
  }

  /** The newest run that is over; null before the first. */
  public RunRow getLastRun() {
    return relay.lastRun().map(RunRow::new).orElse(null);
  }

  /** The newest run that took a bundle in; null if none did, as far as records are kept. */
  public RunRow getTaken() {
    return relay.recentRuns(RUNS).stream()
        .filter(CourierJourney::isOfBundle)
        .findFirst()
        .map(RunRow::new)
        .orElse(null);
  }

  private static boolean isOfBundle(RunView run) {
    return run.progress().sequence() > 0
        && run.from().filter(from -> from.address().equals("bundle")).isPresent();
  }

  /** The newest bundle that was made here; null if there is none. */
  public BundleMaking getNewest() {
    return newest().orElse(null);
  }

  private Optional<BundleMaking> newest() {
    return making.list().stream().filter(each -> each.state() == State.COMPLETED).findFirst();
  }

  /** Whether that bundle carries what is served here now. */
  public boolean isCurrent() {
    return newest()
        .filter(
            made ->
                place
                    .snapshot()
                    .filter(s -> s.catalog().sequence() == made.facts().sequence())
                    .filter(s -> s.catalog().epoch() == made.facts().epoch())
                    .isPresent())
        .isPresent();
  }

  /** Whether one is being made. */
  public boolean isMaking() {
    return making.list().stream().anyMatch(each -> each.state() == State.RUNNING);
  }

  /** The digest of the newest bundle in groups of eight, to be written down and compared. */
  public String getChecksum() {
    return newest()
        .flatMap(BundleMaking::file)
        .map(file -> grouped(file.sha256().hex()))
        .orElse("");
  }

  private static String grouped(String hex) {
    return Arrays.stream(hex.split("(?<=\\G.{" + GROUP + "})")).collect(Collectors.joining(" "));
  }

  /** Starts a security update of the relay, and follows it. */
  public String update() {
    return RELAY + relay.runNow();
  }

  /** Begins to make a bundle of everything. */
  public String make() {
    return making
        .order(BundleRequest.ALL)
        .fold(
            begun -> {
              notices.done("bundles.begun", begun.facts().fileName());
              return PAGE + chosen();
            },
            no -> {
              notices.refused(no.code(), no.sentence());
              return null;
            });
  }

  /** Drops what the relay cannot use any more. */
  public String clear() {
    CacheCleared cleared = cache.clear(CacheScope.UNUSABLE);
    if (!cleared.done()) {
      notices.refused(cleared.code(), "");
      return null;
    }
    notices.done("relay.cleared.unusable", cleared.gone().text());
    return PAGE + chosen();
  }

  public String getSide() {
    return side;
  }

  public void setSide(String side) {
    this.side = side;
  }
}
