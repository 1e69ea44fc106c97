package io.freshseal.member.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.shared.control.StorageException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A computer that joins a fleet when it can and then belongs to it: until the manager has answered
 * once it asks again at growing intervals, and tells once why it is not let in. Has no thread of
 * its own, like the {@link HeartbeatLoop} that it becomes. To be called by one thread.
 */
public final class MemberLife {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final MemberMemory memory;
  private final Calls calls;
  private final Duties duties;
  private final Surroundings around;
  private final BackOff silence;
  private final Set<EventType> told = EnumSet.noneOf(EventType.class);
  private volatile HeartbeatLoop loop;

  /**
   * How the manager is called.
   *
   * @param address where it is reached now, also by a computer that joined it at another address
   * @param join joins; not called while there is a membership
   */
  public record Calls(ManagerAddress address, Join join, Manager manager) {}

  /** One try to join. */
  @FunctionalInterface
  public interface Join {
    /** Tries; writes the membership if that is granted. */
    Reply<Membership> once() throws StorageException;
  }

  /** Makes the life of one computer. */
  public MemberLife(MemberMemory memory, Calls calls, Duties duties, Surroundings around) {
    this.memory = memory;
    this.calls = calls;
    this.duties = duties;
    this.around = around;
    this.silence = new BackOff(around);
  }

  /**
   * Does what is due.
   *
   * @return how long nothing is due, unless the listener is told to hurry
   */
  public Duration step() {
    try {
      if (loop == null) {
        Optional<Reply.Failed<?>> failure = join();
        if (failure.isPresent()) {
          return silence.next(LONGEST_PAUSE, failure.get().again());
        }
      }
      return loop.step();
    } catch (StorageException e) {
      around.listener().trouble(e);
      return silence.next(LONGEST_PAUSE);
    }
  }

  /** Begins nothing more; may be called by any thread. */
  public void close() {
    HeartbeatLoop begun = loop;
    if (begun != null) {
      begun.close();
    }
  }

  // Empty if it is a member now.
  private Optional<Reply.Failed<?>> join() throws StorageException {
    Optional<Membership> known = memory.membership().read();
    if (known.isEmpty()) {
      Optional<Reply.Failed<?>> failure =
          calls.join().once().fold(joined -> Optional.empty(), Optional::of);
      failure.ifPresent(this::refused);
      if (failure.isPresent()) {
        return failure;
      }
    } else if (!known.get().manager().equals(calls.address().uri())) {
      memory.membership().write(known.get().at(calls.address().uri()));
    }
    silence.reset();
    loop = new HeartbeatLoop(memory, calls.manager(), duties, around);
    return Optional.empty();
  }

  private void refused(Reply.Failed<?> why) {
    EventType type =
        why.answered() ? EventType.AGENT_HEARTBEAT_FAILED : EventType.AGENT_MANAGER_SILENT;
    if (told.isEmpty()) {
      around.listener().managerLost(why);
    }
    if (told.add(type)) {
      tell(
          SystemEvent.of(type, around.clock().instant())
              .with(EventError.of(why.code()))
              .figures(calls.address(), "", why.sentence()));
    }
  }

  private void tell(SystemEvent event) {
    try {
      memory.spool().append(event);
      around.listener().told(event);
    } catch (StorageException e) {
      around.listener().trouble(e);
    }
  }
}
