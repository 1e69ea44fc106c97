package io.freshseal.api.fastlane;

import io.freshseal.api.serving.Bandwidth;
import io.freshseal.api.serving.LaneCounts;
import io.freshseal.api.serving.Placed;
import io.freshseal.api.serving.Progress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.FileTransfer;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.server.Response;

/** One file on its way, part by part, so that connections take turns. */
final class Download implements Placed {

  private static final Logger LOG = System.getLogger(Download.class.getName());

  private final Path file;
  private final long length;
  private final LaneCounts counts;
  private final Response response;
  private final Bandwidth bandwidth;
  private final String reader;
  private final FilterChainContext context;
  private final Connection<?> connection;
  private final Consumer<Download> whenOver;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Progress progress = new Progress(System.nanoTime());
  private final boolean relay;
  private volatile long sent;
  private volatile FileTransfer part;
  private long seen = -1;
  private int looks;

  /**
   * Begins nothing yet.
   *
   * @param relay whether it is a relay that reads
   * @param whenOver hears of its end, once
   */
  Download(
      Lanes.Given given,
      Response response,
      boolean relay,
      Bandwidth bandwidth,
      Consumer<Download> whenOver) {
    this.relay = relay;
    this.file = given.answer().file();
    this.length = given.answer().length();
    this.counts = given.counts();
    this.response = response;
    this.bandwidth = bandwidth;
    this.reader = response.getRequest().getRemoteAddr();
    this.context = response.getRequest().getContext();
    this.connection = context.getConnection();
    this.whenOver = whenOver;
  }

  Path file() {
    return file;
  }

  void begin() {
    response.suspend();
    try {
      response.flush();
      next();
    } catch (IOException | RuntimeException e) {
      broken(e);
    }
  }

  // How much it is, also bounds what one connection gets before another one's turn.
  private void next() {
    int count = (int) Math.min(bandwidth.part(), length - sent);
    part = null;
    bandwidth.ask(reader, count, () -> send(count));
  }

  private boolean send(int count) {
    if (over.get() || !connection.isOpen()) {
      broken(new IOException("the reader has gone"));
      return false;
    }
    try {
      FileTransfer transfer = new FileTransfer(file.toFile(), sent, count);
      // In this order: who looks meanwhile takes it for faster than it is, and not for slower.
      sent += count;
      part = transfer;
      context.write(transfer, new PartSent(count));
      return true;
    } catch (RuntimeException e) {
      broken(e);
      return false;
    }
  }

  /** Goes on after each part. */
  @SuppressWarnings("rawtypes") // of the method overridden
  private final class PartSent extends EmptyCompletionHandler<WriteResult> {

    private final int count;

    private PartSent(int count) {
      this.count = count;
    }

    @Override
    public void completed(WriteResult result) {
      counts.sent(count);
      if (sent < length) {
        next();
      } else {
        end();
      }
    }

    @Override
    public void failed(Throwable cause) {
      broken(cause);
    }

    @Override
    public void cancelled() {
      broken(new IOException("cancelled"));
    }
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      finish();
    }
  }

  // Fewer bytes than were announced: only the end of the connection tells the reader. Once only:
  // what ends the connection fails the part that is on its way as well, and by then the engine may
  // have given the context to a request of somebody else.
  private void broken(Throwable cause) {
    if (over.compareAndSet(false, true)) {
      LOG.log(Level.DEBUG, "a download was broken off: {0}", cause.toString());
      connection.terminateSilently();
      finish();
    }
  }

  private void finish() {
    whenOver.accept(this);
    response.resume();
  }

  private long taken() {
    FileTransfer now = part;
    return sent - (now == null ? 0 : now.remaining());
  }

  @Override
  public boolean relay() {
    return relay;
  }

  @Override
  public boolean keepsThread() {
    return false;
  }

  @Override
  public boolean isSlow(long least) {
    return !over.get() && progress.isSlow(taken(), System.nanoTime(), least);
  }

  @Override
  public double rate() {
    return progress.rate(taken(), System.nanoTime());
  }

  @Override
  public void giveWay() {
    broken(new IOException("slower than those who wait"));
  }

  /** Ends it if nothing was taken between so many calls, though it had its turn. */
  void endIfStalled(int most) {
    progress.note(taken(), System.nanoTime());
    FileTransfer now = part;
    if (now == null) {
      looks = 0;
      return;
    }
    long left = length - sent + now.remaining();
    looks = left == seen ? looks + 1 : 0;
    seen = left;
    if (looks >= most) {
      broken(new IOException("the reader takes nothing"));
    }
  }
}
