package io.freshseal.api.waiting;

import io.freshseal.api.relay.RelayShelf;
import io.freshseal.api.source.SourceShelf;
import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/**
 * Holds {@code HEAD {base}/catalog} with {@code Prefer: wait} until there is another catalog.
 * Everything else passes by.
 */
@WebFilter(
    filterName = "waiting",
    urlPatterns = {WaitingFilter.RELAY, WaitingFilter.SOURCE},
    asyncSupported = true)
public class WaitingFilter extends HttpFilter {

  static final String RELAY = "/api/v1/catalog";
  static final String SOURCE = "/source/v1/catalog";

  /** What a waiter may take of the heap; measured are 20 KB (docs/benchmarks.md). */
  private static final int WAITER_BYTES = 24 * 1024;

  /** How many fit into a quarter of the heap. Whatever the settings say, no more may wait. */
  private static final int HEAP =
      (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / WAITER_BYTES, Integer.MAX_VALUE);

  @Serial private static final long serialVersionUID = 1L;

  private final transient SettingsDesk settings;
  private final transient RelayShelf relays;
  private final transient SourceShelf sources;
  @Resource private transient ManagedThreadFactory threads;
  private transient WaitingPlace atRelay;
  private transient WaitingPlace atSource;

  @Inject
  public WaitingFilter(SettingsDesk settings, RelayShelf relays, SourceShelf sources) {
    this.settings = settings;
    this.relays = relays;
    this.sources = sources;
  }

  @Override
  public void init() {
    atRelay =
        new WaitingPlace(
            threads, relays, () -> Optional.of(settings.current().relay().build().text()));
    atSource = new WaitingPlace(threads, sources, Optional::empty);
  }

  @Override
  public void destroy() {
    atRelay.door().close();
    atSource.door().close();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean source = request.getServletPath().startsWith("/source");
    WaitingPlace place = source ? atSource : atRelay;
    int elsewhere = (source ? atRelay : atSource).door().size();
    int most = Math.min(settings.current().push().maxWaiters(), HEAP - elsewhere);
    if (!place.take(request, response, most)) {
      chain.doFilter(request, response);
    }
  }
}
