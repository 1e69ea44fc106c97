package io.freshseal.replication.control.push;

import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who waits, and what it does about a new catalog. */
public interface PushDuties {

  /** Whether it updates by itself at all, and is to hear of new catalogs. */
  boolean listens();

  /** Where it takes components from, in the order to ask; empty if it does not know yet. */
  List<Reach> sources();

  /** The strong entity tag of the catalog that it holds. */
  Optional<String> held();

  /** Time between two runs by the timer, which is the longest pause after failures. */
  Duration interval();

  /** Within this much it begins, so that not all who hear of it begin at once. */
  Duration jitter();

  /** Runs, and waits until that is over, however it ended. */
  void run() throws InterruptedException;

  /** Hears how the push stands, whenever that changes. */
  default void stands(PushView how) {}

  /** Hears how the push stands after each new catalog that was heard of, before it runs. */
  default void heard(PushView how) {}
}
