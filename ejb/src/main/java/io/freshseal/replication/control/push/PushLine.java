package io.freshseal.replication.control.push;

import io.freshseal.replication.entity.Reach;
import java.time.Duration;
import java.util.Optional;

/** Waits at a relay or source. */
@FunctionalInterface
public interface PushLine {

  /**
   * Waits until there is another catalog than this.
   *
   * @param tag of the catalog at hand; empty if there is none
   * @param wait how long the server shall keep its answer back at most
   */
  WaitAnswer ask(Reach at, Optional<String> tag, Duration wait);
}
