package io.freshseal.agent.boundary;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: be a computer of the fleet until the process is told to end. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private final FleetSession session;

  @Mixin FolderOptions folder;

  @Mixin TrustOptions trust;

  @Option(names = "--no-push", descriptionKey = "agent.option.no-push")
  boolean polling;

  @Option(
      names = "--push-jitter",
      paramLabel = "DURATION",
      defaultValue = "PT2S",
      descriptionKey = "agent.option.push-jitter")
  Duration jitter;

  RunCommand(FleetSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.run(folder.directory, trust, polling ? Optional.empty() : Optional.of(jitter));
  }
}
