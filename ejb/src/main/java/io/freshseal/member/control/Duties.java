package io.freshseal.member.control;

import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.StorageException;
import java.util.List;
import java.util.Optional;

/** What a computer is and can do. Work is done by one thread at a time, questions by another. */
public interface Duties {

  /** What it says of itself. */
  MemberFacts facts();

  /**
   * Where it stands now.
   *
   * @throws StorageException if its store cannot be read
   */
  Standing standing() throws StorageException;

  /** Bytes free where it keeps its files; -1 if it cannot tell. */
  long freeDisk();

  /** How its last update ended, where it knows better than the log of orders; empty if not. */
  default Optional<LastRun> lastRun() {
    return Optional.empty();
  }

  /** Whether it updates when the manager's interval has passed; a relay has a timer of its own. */
  default boolean updatesByItself() {
    return true;
  }

  /** Tells whether it carries out such orders. */
  boolean does(OrderKind kind);

  /**
   * Carries out an order of a kind that it {@link #does}.
   *
   * @param from where to take components from, the first that answers
   */
  Done carryOut(Order order, List<Reach> from);

  /** Updates by itself; as above. */
  Done update(List<Reach> from);
}
