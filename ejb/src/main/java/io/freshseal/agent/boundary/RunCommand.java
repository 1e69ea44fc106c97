package io.freshseal.agent.boundary;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}: be a computer of the fleet until the process is told to end. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private final FleetSession session;

  @Mixin FolderOptions folder;

  @Mixin TrustOptions trust;

  RunCommand(FleetSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.run(folder.directory, trust);
  }
}
