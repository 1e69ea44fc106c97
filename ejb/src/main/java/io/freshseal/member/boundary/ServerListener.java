package io.freshseal.member.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.control.LoopListener;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.Reply;
import io.freshseal.shared.control.StorageException;
import java.lang.System.Logger.Level;

/**
 * Writes down what the relay of a server goes through as a computer of a fleet: the server's log,
 * and, of what the manager is told, its events too.
 */
public final class ServerListener implements LoopListener {

  private static final System.Logger LOG = System.getLogger(ServerListener.class.getName());

  private final EventLog events;
  private final Runnable hurry;
  private final Runnable found;

  /**
   * Makes a listener.
   *
   * @param hurry lets the loop act at once
   * @param found what to do when the manager answers again, or for the first time
   */
  public ServerListener(EventLog events, Runnable hurry, Runnable found) {
    this.events = events;
    this.hurry = hurry;
    this.found = found;
  }

  @Override
  public void managerLost(Reply.Failed<?> why) {
    LOG.log(Level.WARNING, "the manager: {0}", why.sentence().english());
  }

  @Override
  public void managerFound() {
    LOG.log(Level.INFO, "the manager answers");
    found.run();
  }

  @Override
  public void ended(Order order, Done how) {
    LOG.log(Level.INFO, "order {0} {1}: {2}", order.kind(), order.id(), how.state());
  }

  @Override
  public void updated(Done how) {
    LOG.log(Level.DEBUG, "update: {0}", how.state());
  }

  @Override
  public void trouble(StorageException fault) {
    LOG.log(Level.WARNING, "as a computer of a fleet: {0}", fault.getMessage());
  }

  @Override
  public void told(SystemEvent event) {
    events.record(event);
  }

  @Override
  public void hurry() {
    hurry.run();
  }
}
