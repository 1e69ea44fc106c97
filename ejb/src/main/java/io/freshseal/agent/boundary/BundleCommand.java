package io.freshseal.agent.boundary;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bundle}: update bundles for networks without a way out. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    subcommands = {
      BundleMakeCommand.class,
      BundleInspectCommand.class,
      BundleApplyCommand.class,
      BundleRequestCommand.class
    })
final class BundleCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new AgentCommand.NoCommand(spec.commandLine());
  }
}
