package io.freshseal.agent.boundary;

import io.freshseal.replication.control.RunListener;
import io.freshseal.shared.entity.Sha256;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Draws how much content has arrived, in one line on a terminal; one plain line elsewhere, nothing
 * beside JSON. Called by several threads at once.
 */
final class ProgressBar implements RunListener, AutoCloseable {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  // Stands for whatever is not told apart.
  private static final Sha256 ALL = Sha256.of(new byte[0]);

  private final AgentConsole console;
  private final AgentTexts texts;
  private final boolean quiet;
  private final Map<Sha256, Long> lengths = new ConcurrentHashMap<>();
  private long total;
  private long drawnAt;
  private boolean drawn;

  ProgressBar(AgentConsole console, AgentTexts texts, boolean quiet) {
    this.console = console;
    this.texts = texts;
    this.quiet = quiet;
  }

  @Override
  public synchronized void fetching(int objects, long bytes) {
    total = bytes;
    if (!quiet && !console.terminal()) {
      console.err().println(texts.of("agent.fetching", objects, ByteSize.of(bytes)));
    }
  }

  /** So many bytes are going to be read or written. */
  synchronized void expect(long bytes) {
    total = bytes;
  }

  /** So many of them have been. */
  void read(long bytes) {
    lengths.put(ALL, bytes);
    draw(false);
  }

  @Override
  public void received(Sha256 object, long length, long size) {
    lengths.put(object, length);
    draw(length == size);
  }

  private synchronized void draw(boolean evenIfRecent) {
    long now = System.nanoTime();
    if (quiet || !console.terminal() || total == 0) {
      return;
    }
    if (drawn && !evenIfRecent && now - drawnAt < REDRAW_NANOS) {
      return;
    }
    drawn = true;
    drawnAt = now;
    long here = lengths.values().stream().mapToLong(Long::longValue).sum();
    int percent = (int) Math.min(100, here * 100 / total);
    int full = WIDTH * percent / 100;
    console
        .err()
        .print(
            "\r[%s%s] %3d%%  %s / %s "
                .formatted(
                    "=".repeat(full),
                    " ".repeat(WIDTH - full),
                    percent,
                    ByteSize.of(here),
                    ByteSize.of(total)));
    console.err().flush();
  }

  /** Ends the line, so that what follows begins on its own. */
  @Override
  public synchronized void close() {
    if (drawn) {
      console.err().println();
      drawn = false;
    }
  }
}
