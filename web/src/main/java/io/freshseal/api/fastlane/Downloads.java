package io.freshseal.api.fastlane;

import io.freshseal.api.serving.Bandwidth;
import io.freshseal.api.serving.DownloadPlaces;
import io.freshseal.replication.boundary.LazyDesk;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Response;

/**
 * Files on their way, each without a thread: the socket asks for more when it can take more, so
 * that a slow reader costs a connection and nothing else. Who takes nothing for a minute is left,
 * and so is who takes little, where others are turned away.
 */
@ApplicationScoped
public class Downloads {

  private static final int LOOKS = 4;
  private static final long LOOK_SECONDS = 15;

  private final Set<Download> going = ConcurrentHashMap.newKeySet();
  private final DownloadPlaces places;
  private final Bandwidth bandwidth;
  private final LazyDesk inUse;
  private ScheduledExecutorService watch;

  /** For the proxy of the container. */
  protected Downloads() {
    this(null, null, null);
  }

  @Inject
  public Downloads(DownloadPlaces places, Bandwidth bandwidth, LazyDesk inUse) {
    this.places = places;
    this.bandwidth = bandwidth;
    this.inUse = inUse;
  }

  /**
   * Begins to send the file of an answer.
   *
   * @param describe writes status and headers, once there is a place
   * @return false if there is none, and nothing was done
   */
  boolean begin(Lanes.Given given, Response response, Runnable describe) {
    boolean relay =
        DownloadPlaces.isRelay(response.getRequest().getHeader(DownloadPlaces.RELAY_BUILD));
    if (!places.enter(relay)) {
      places.askTheSlowest();
      // Where that was one of these, its place is free now.
      if (!places.enter(relay)) {
        return false;
      }
    }
    inUse.enter(given.answer().file());
    Download download = new Download(given, response, relay, bandwidth, this::over);
    going.add(download);
    places.hold(download);
    watch();
    describe.run();
    download.begin();
    return true;
  }

  private void over(Download download) {
    if (going.remove(download)) {
      inUse.leave(download.file());
      places.leave(download);
    }
  }

  private synchronized void watch() {
    if (watch == null) {
      watch =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "freshseal-downloads");
                thread.setDaemon(true);
                return thread;
              });
      watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void look() {
    going.forEach(download -> download.endIfStalled(LOOKS));
  }

  @PreDestroy
  synchronized void close() {
    if (watch != null) {
      watch.shutdownNow();
    }
  }
}
