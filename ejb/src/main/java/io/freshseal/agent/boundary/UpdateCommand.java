package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code update}: fetch, judge and apply what the relay offers. */
@Command(name = "update", mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {

  private final AgentSession session;

  @Mixin FolderOptions folder;

  @Mixin TrustOptions trust;

  @Option(names = "--relay", paramLabel = "URL", descriptionKey = "agent.option.relay")
  List<String> relays;

  @Option(names = "--anchors", paramLabel = "PEM", descriptionKey = "agent.option.anchors")
  Path anchors;

  UpdateCommand(AgentSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.update(folder.directory, relays, anchors, trust);
  }
}
