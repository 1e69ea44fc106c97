package io.freshseal.console.updates;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One open page that is told of changes. Nothing is written that would have to wait for the reader,
 * so that none holds up the others; what could not be said is said at the next look.
 */
final class ChangeReader implements AsyncListener, WriteListener {

  /** How long a reader is served; browsers come again by themselves. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final byte[] CHANGE = bytes("retry: 3000\nevent: change\ndata:\n\n");
  private static final byte[] FULL = bytes("event: full\ndata:\n\n");
  private static final byte[] ALIVE = bytes(":\n\n");

  private final AsyncContext async;
  private final HttpSession session;
  private final Optional<UUID> update;
  private final long begun = System.nanoTime();
  private ServletOutputStream out;
  private String told = "";
  private long written;
  private boolean open = true;

  ChangeReader(AsyncContext async, HttpSession session, Optional<UUID> update) {
    this.async = async;
    this.session = session;
    this.update = update;
  }

  /** Begins to write. */
  synchronized void start() throws IOException {
    async.setTimeout(LONGEST.plus(SILENCE).toMillis());
    async.addListener(this);
    out = async.getResponse().getOutputStream();
    out.setWriteListener(this);
  }

  /** The run that is looked at; empty for any. */
  Optional<UUID> update() {
    return update;
  }

  /** Whether it belongs to this session. */
  boolean isOf(HttpSession other) {
    return session.getId().equals(other.getId());
  }

  /**
   * Says that something changed, or nothing for long, and leaves when it is time to.
   *
   * @param mark what the run looks like now
   * @return whether the reader is still there
   */
  synchronized boolean tell(String mark) {
    if (open && (passed(begun, LONGEST) || !signedIn())) {
      end();
    }
    try {
      if (open && out.isReady()) {
        if (!mark.equals(told)) {
          write(CHANGE);
          told = mark;
        } else if (passed(written, SILENCE)) {
          write(ALIVE);
        }
      }
    } catch (IOException | IllegalStateException e) {
      end(); // the reader is gone, and nobody is to be told
    }
    return open;
  }

  /** Says that another page has its place, and lets it go. */
  synchronized void giveWay() {
    try {
      if (open && out.isReady()) {
        write(FULL);
      }
    } catch (IOException | IllegalStateException e) {
      // The reader is gone: all the better.
    }
    end();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written = System.nanoTime();
    if (out.isReady()) {
      out.flush();
    }
  }

  private boolean signedIn() {
    try {
      session.getAttributeNames();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Lets it go. */
  synchronized void end() {
    if (open) {
      open = false;
      try {
        async.complete();
      } catch (IllegalStateException e) {
        // the container was first
      }
    }
  }

  private static boolean passed(long since, Duration length) {
    return System.nanoTime() - since >= length.toNanos();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void onWritePossible() {
    // The next look writes.
  }

  @Override
  public void onError(Throwable cause) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It is started once.
  }
}
