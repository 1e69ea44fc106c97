package io.freshseal.agent.boundary;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code enrol}: make this computer a member of a fleet. */
@Command(name = "enrol", mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {

  private final FleetSession session;

  @Mixin FolderOptions folder;

  @Option(
      names = "--manager",
      paramLabel = "URL",
      required = true,
      defaultValue = "${env:FRESHSEAL_MANAGER_URL}",
      descriptionKey = "agent.option.manager")
  String manager;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      required = true,
      defaultValue = "${env:FRESHSEAL_MANAGER_ENROLMENT_TOKEN}",
      descriptionKey = "agent.option.token")
  String token;

  @Option(names = "--name", paramLabel = "NAME", descriptionKey = "agent.option.name")
  String name;

  @Option(names = "--source", paramLabel = "NAME", descriptionKey = "agent.option.source.pin")
  String source;

  @Option(names = "--again", descriptionKey = "agent.option.again")
  boolean again;

  EnrolCommand(FleetSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.enrol(this);
  }
}
