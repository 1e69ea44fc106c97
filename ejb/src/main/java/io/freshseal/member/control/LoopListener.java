package io.freshseal.member.control;

import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.Reply;
import io.freshseal.shared.control.StorageException;

/** Hears what a {@link HeartbeatLoop} goes through; from several threads. */
public interface LoopListener {

  /** The manager cannot be reached, or refuses; told once until it answers again. */
  void managerLost(Reply.Failed<?> why);

  /** It answers again, or for the first time. */
  void managerFound();

  /** An order ended, begun or not. */
  void ended(Order order, Done how);

  /** An update ended that nobody ordered. */
  void updated(Done how);

  /** The disk refuses something; the loop goes on and tries again. */
  void trouble(StorageException fault);

  /** An event is kept for the manager. */
  default void told(SystemEvent event) {}

  /** Something is due before the time that the loop named last. */
  void hurry();
}
