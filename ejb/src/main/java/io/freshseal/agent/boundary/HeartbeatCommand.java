package io.freshseal.agent.boundary;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat}: report to the manager now, and carry out what it orders. */
@Command(name = "heartbeat", mixinStandardHelpOptions = true)
final class HeartbeatCommand implements Callable<Integer> {

  private final FleetSession session;

  @Mixin FolderOptions folder;

  @Mixin TrustOptions trust;

  HeartbeatCommand(FleetSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.heartbeat(folder.directory, trust);
  }
}
