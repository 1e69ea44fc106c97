package io.freshseal.api.waiting;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A HEAD request that waits without a thread. Its answer has no body: a few hundred bytes, which
 * every connection takes at once, however slow the reader is.
 */
final class HttpWaiter extends Waiter implements AsyncListener {

  private static final String SOON = "5";

  private final WaitingPlace place;
  private final AtomicBoolean answered = new AtomicBoolean();
  private AsyncContext async;

  HttpWaiter(WaitingPlace place, String known, boolean relay, int seconds) {
    super(known, relay, seconds);
    this.place = place;
  }

  /** Takes the request over; to be called before it enters a room. */
  void of(AsyncContext context) {
    async = context;
    // The doorkeeper ends every wait; a timer for each request would be another one.
    async.setTimeout(0);
    async.addListener(this);
  }

  @Override
  void answer(boolean closing) {
    if (answered.compareAndSet(false, true)) {
      HttpServletResponse response = (HttpServletResponse) async.getResponse();
      if (closing) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", SOON);
        response.setHeader("Cache-Control", "no-store");
      } else {
        response.setHeader(PreferHeader.APPLIED, "wait=" + seconds);
        place.describe(known, response);
      }
      async.complete();
    }
  }

  // Whatever ends the request from outside: its sender has gone, or the container gives it up.
  @Override
  public void onComplete(AsyncEvent event) {
    gone();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container sets no time; it says this of whoever is left when it stops.
    gone();
    answer(true);
  }

  @Override
  public void onError(AsyncEvent event) {
    gone();
    if (answered.compareAndSet(false, true)) {
      async.complete();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Nobody starts it again.
  }

  private void gone() {
    place.door().leave(this);
  }
}
