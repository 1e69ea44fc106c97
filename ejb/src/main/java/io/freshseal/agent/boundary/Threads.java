package io.freshseal.agent.boundary;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for transfers, which never keep the process alive; none is started before it is used. */
final class Threads implements Executor, AutoCloseable {

  private final ExecutorService pool =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "transfer");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
