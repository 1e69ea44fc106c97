package io.freshseal.replication.control.relay;

import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.control.NoSource;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reaches sources over HTTP: none, one, or the first of several that answers. */
public final class HttpSources implements Function<List<URI>, UpdateSource> {

  private final Supplier<List<URI>> clockPeers;

  /**
   * Asks nobody yet.
   *
   * @param clockPeers base URLs of those who are asked for the time when a date decides
   */
  public HttpSources(Supplier<List<URI>> clockPeers) {
    this.clockPeers = clockPeers;
  }

  @Override
  public UpdateSource apply(List<URI> urls) {
    TransferLimits limits = TransferLimits.DEFAULT;
    List<BaseUrl> bases = bases(urls);
    return switch (bases.size()) {
      case 0 -> new NoSource();
      case 1 ->
          new HttpUpdateSource(
              bases.get(0), limits, new ClockPeers(bases(clockPeers.get()), limits));
      default -> new RelayChoice(bases, limits);
    };
  }

  private static List<BaseUrl> bases(List<URI> urls) {
    return urls.stream().map(HttpSources::base).toList();
  }

  private static BaseUrl base(URI url) {
    return BaseUrl.parse(url.toString())
        .orElseThrow(() -> new IllegalStateException("settings admit only base URLs"));
  }
}
