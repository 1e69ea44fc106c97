package io.freshseal.console.relay;

import io.freshseal.api.serving.DirectReads;
import io.freshseal.api.serving.LaneCounts;
import io.freshseal.console.frame.Notices;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.fleet.entity.KnownBuild;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.replication.boundary.CacheDesk;
import io.freshseal.replication.boundary.LazyDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.boundary.RelayPush;
import io.freshseal.replication.entity.CacheCleared;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.replication.entity.LazyView;
import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.BundleSettings;
import io.freshseal.settings.entity.SettingKey;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The relay: its state, its settings, its security update and the runs of the past. */
@Named
@RequestScoped
public class RelayPage {

  private static final String PAGE = "/console/relay?faces-redirect=true";
  private static final int RUNS = 20;

  private final RelayDesk desk;
  private final CacheDesk cache;
  private final SettingsDesk settings;
  private final RelayBuilds builds;
  private final RelayPush push;
  private final LazyDesk lazy;
  private final DirectReads reads;
  private final Notices notices;
  private Optional<RelayView> view = Optional.empty();
  private Optional<RunRow> followed;
  private String run;
  private String build;
  private String source;
  private String interval;

  /** For the container's proxy. */
  protected RelayPage() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public RelayPage(
      RelayDesk desk,
      CacheDesk cache,
      SettingsDesk settings,
      RelayBuilds builds,
      RelayPush push,
      LazyDesk lazy,
      DirectReads reads,
      Notices notices) {
    this.desk = desk;
    this.cache = cache;
    this.settings = settings;
    this.builds = builds;
    this.push = push;
    this.lazy = lazy;
    this.reads = reads;
    this.notices = notices;
  }

  @PostConstruct
  void load() {
    if (desk.active()) {
      RelayView now = desk.state();
      view = Optional.of(now);
      build = now.build().text();
      source = isBundlesOnly() ? BundleSettings.ONLY : now.source().map(URI::toString).orElse("");
      interval = now.interval().toString();
    }
  }

  /** Whether this process is a relay. */
  public boolean isActive() {
    return view.isPresent();
  }

  /** Whether it hears of new catalogs at once; null before that is known. */
  public PushView getPush() {
    return push.view().orElse(null);
  }

  /** Its contents; null where this process is no relay. */
  public LazyView getContents() {
    return lazy.view().orElse(null);
  }

  /** Plain reads that were answered without the container. */
  public LaneCounts.Figures getDirectReads() {
    return reads.relay().figures();
  }

  /** Whether update bundles alone are taken in. */
  public boolean isBundlesOnly() {
    return settings.current().relay().bundles().only();
  }

  /** The relay; null where this process is none. */
  public RelayView getView() {
    return view.orElse(null);
  }

  /**
   * The run that the page follows: the one of the address, else the one going on. Looked up once
   * per request, so that the panel and its refresh never tell of different moments. A field of the
   * page says with each refresh which one it is: Faces remembers what the address said until the
   * first refresh, and no longer.
   */
  public RunRow getFollowed() {
    if (followed == null) {
      followed =
          Optional.ofNullable(run)
              .flatMap(desk::run)
              .or(() -> view.flatMap(RelayView::current))
              .map(RunRow::new);
    }
    return followed.orElse(null);
  }

  /** Whether the run that the page follows is going on. */
  public boolean isRunning() {
    return getFollowed() != null && getFollowed().run().running();
  }

  /** The newest runs, the one going on first. */
  public List<RunRow> getRuns() {
    return RunRow.recent(desk, RUNS);
  }

  /** Builds to choose from: the product's own, and on each line the first that refreshes. */
  public List<String> getSuggestions() {
    return Stream.concat(
            Stream.of(RelayBuildTable.OWN_BUILD),
            builds.list().stream().map(KnownBuild::first).flatMap(RelayPage::withTheOneBefore))
        .map(RelayBuild::text)
        .toList();
  }

  // The build before shows how old relays behave; that is what the setting is for.
  private static Stream<RelayBuild> withTheOneBefore(RelayBuild first) {
    RelayBuild before =
        new RelayBuild(
            first.major(), first.minor(), first.patch(), Math.max(0, first.number() - 1));
    return Stream.of(first, before);
  }

  /** Starts a security update, and follows it. */
  public String update() {
    return PAGE + "&run=" + desk.runNow();
  }

  /** Drops everything the relay holds. */
  public String clear() {
    return clear(CacheScope.ALL);
  }

  /** Drops what the relay cannot use any more. */
  public String clearUnusable() {
    return clear(CacheScope.UNUSABLE);
  }

  private String clear(CacheScope scope) {
    CacheCleared cleared = cache.clear(scope);
    if (!cleared.done()) {
      notices.refused(cleared.code(), "");
      return null;
    }
    if (scope == CacheScope.ALL) {
      notices.done("relay.cleared");
    } else {
      notices.done("relay.cleared.unusable", cleared.gone().text());
    }
    return PAGE;
  }

  /** Changes the build that the relay has and behaves as. */
  public String changeBuild() {
    return change(SettingKey.RELAY_BUILD, build);
  }

  /** Changes the update source. */
  public String changeSource() {
    return change(SettingKey.RELAY_SOURCE, source);
  }

  /** Changes the time between two runs. */
  public String changeInterval() {
    return change(SettingKey.RELAY_INTERVAL, interval);
  }

  private String change(SettingKey key, String value) {
    return settings
        .change(key.key(), value)
        .fold(
            changed -> {
              notices.done("settings.saved", key.key(), changed.setting().value().orElse(""));
              return PAGE;
            },
            refused -> {
              notices.refused(refused.code(), refused.sentence());
              return null;
            });
  }

  public String getRun() {
    return run;
  }

  public void setRun(String run) {
    this.run = run;
    this.followed = null;
  }

  public String getBuild() {
    return build;
  }

  public void setBuild(String build) {
    this.build = build;
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public String getInterval() {
    return interval;
  }

  public void setInterval(String interval) {
    this.interval = interval;
  }
}
