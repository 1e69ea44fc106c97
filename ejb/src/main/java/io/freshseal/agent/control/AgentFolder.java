package io.freshseal.agent.control;

import io.freshseal.replication.control.http.TransferLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Where an agent works, and with what.
 *
 * @param transfers lends threads for transfers
 */
public record AgentFolder(Path directory, Clock clock, TransferLimits limits, Executor transfers) {

  public AgentFolder {
    Objects.requireNonNull(directory);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(transfers);
  }
}
