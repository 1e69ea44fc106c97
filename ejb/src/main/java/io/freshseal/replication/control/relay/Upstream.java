package io.freshseal.replication.control.relay;

import io.freshseal.replication.entity.Reach;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a fleet says of where its relay takes components from, and what it is to judge by. */
public interface Upstream {

  /** Nobody says anything. */
  Upstream NONE =
      new Upstream() {
        @Override
        public List<Reach> sources() {
          return List.of();
        }

        @Override
        public Optional<Path> anchors() {
          return Optional.empty();
        }

        @Override
        public void ended(boolean reached, Optional<String> from) {}
      };

  /** Where to ask, in the order to try; empty if none is known (yet). */
  List<Reach> sources();

  /** PEM file of the trust anchors, where the fleet handed them out. */
  Optional<Path> anchors();

  /**
   * Hears how a run ended.
   *
   * @param reached whether a source answered
   * @param from the base URL that was asked last
   */
  void ended(boolean reached, Optional<String> from);
}
