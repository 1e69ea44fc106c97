package io.freshseal.replication.control.relay;

import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.control.NoSource;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.Reach;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reaches sources over HTTP: none, one, or the first of several that answers. */
public final class HttpSources implements Function<List<Reach>, UpdateSource> {

  private final Supplier<List<URI>> clockPeers;
  private final Supplier<Optional<String>> ownBuild;

  /**
   * Asks nobody yet.
   *
   * @param clockPeers base URLs of those who are asked for the time when a date decides
   * @param ownBuild the build of the relay that asks
   */
  public HttpSources(Supplier<List<URI>> clockPeers, Supplier<Optional<String>> ownBuild) {
    this.clockPeers = clockPeers;
    this.ownBuild = ownBuild;
  }

  @Override
  public UpdateSource apply(List<Reach> sources) {
    TransferLimits limits = TransferLimits.DEFAULT;
    List<Route> routes = sources.stream().flatMap(reach -> Route.to(reach).stream()).toList();
    return switch (routes.size()) {
      case 0 -> new NoSource();
      case 1 ->
          new HttpUpdateSource(routes.get(0), limits, new ClockPeers(peers(), limits), ownBuild);
      default -> new RelayChoice(routes, limits, ownBuild);
    };
  }

  private List<Route> peers() {
    return clockPeers.get().stream().map(Route::ofSetting).toList();
  }
}
