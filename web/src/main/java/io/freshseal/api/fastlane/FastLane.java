package io.freshseal.api.fastlane;

import io.freshseal.api.address.HttpEngine;
import io.freshseal.api.fastlane.Lanes.Lane;
import io.freshseal.api.relay.RelayShelf;
import io.freshseal.api.serving.DeltaAnswers;
import io.freshseal.api.serving.DirectReads;
import io.freshseal.api.serving.QuickReading;
import io.freshseal.api.source.SourceShelf;
import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * Opens the fast lane on every listener of the server as long as this application runs. Where the
 * server is built in another way than expected, that is logged, and the resources answer all.
 */
@WebListener
public class FastLane implements ServletContextListener {

  private static final Logger LOG = System.getLogger(FastLane.class.getName());

  private final RelayShelf relays;
  private final SourceShelf sources;
  private final DeltaAnswers deltas;
  private final SettingsDesk settings;
  private final LaneRefresh refresh;
  private final Downloads downloads;
  private final DirectReads reads;
  private final LaneMetrics metrics;
  private final List<Runnable> removals = new ArrayList<>();

  @Inject
  public FastLane(
      RelayShelf relays,
      SourceShelf sources,
      DeltaAnswers deltas,
      SettingsDesk settings,
      LaneRefresh refresh,
      Downloads downloads,
      DirectReads reads,
      LaneMetrics metrics) {
    this.relays = relays;
    this.sources = sources;
    this.deltas = deltas;
    this.settings = settings;
    this.refresh = refresh;
    this.downloads = downloads;
    this.reads = reads;
    this.metrics = metrics;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      String context = event.getServletContext().getContextPath();
      QuickReading relay = new QuickReading(relays, deltas);
      QuickReading source = new QuickReading(sources, deltas);
      Build build = new Build(() -> settings.current().relay().build().text());
      refresh.tell(relay::changed);
      refresh.tell(source::changed);
      refresh.tell(build::changed);
      Lanes lanes =
          new Lanes(
              context, new Lane(relay, reads.relay()), new Lane(source, reads.source()), build);
      HttpEngine.filters().forEach(filter -> open(filter, lanes));
      LOG.log(
          Level.INFO, "plain reads have a lane of their own, on {0} listeners", removals.size());
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      LOG.log(Level.WARNING, "plain reads are answered by the resources: {0}", e.toString());
    }
    showMetrics();
  }

  private void showMetrics() {
    try {
      metrics.show();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "plain reads are not among the metrics: {0}", e.toString());
    }
  }

  private void open(HttpServerFilter filter, Lanes lanes) {
    if (filter.getHttpHandler() == null) {
      return;
    }
    FastHandler handler = new FastHandler(filter.getHttpHandler(), lanes, downloads);
    filter.setHttpHandler(handler);
    removals.add(
        () -> {
          if (filter.getHttpHandler() == handler) {
            filter.setHttpHandler(handler.next());
          }
        });
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    removals.forEach(Runnable::run);
  }
}
