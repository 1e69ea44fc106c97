package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: show what is applied and, if a relay is named, what it offers. */
@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private final AgentSession session;

  @Mixin FolderOptions folder;

  @Mixin TrustOptions trust;

  @Option(names = "--relay", paramLabel = "URL", descriptionKey = "agent.option.relay.status")
  List<String> relays;

  @Option(names = "--anchors", paramLabel = "PEM", descriptionKey = "agent.option.anchors.status")
  Path anchors;

  StatusCommand(AgentSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.status(folder.directory, relays, anchors, trust);
  }
}
