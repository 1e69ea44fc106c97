package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: judge everything applied once more, without a network. */
@Command(name = "verify", mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  private final AgentSession session;

  @Mixin FolderOptions folder;

  @Mixin TrustOptions trust;

  @Option(names = "--anchors", paramLabel = "PEM", descriptionKey = "agent.option.anchors")
  Path anchors;

  // Accepted, so that all commands can be called with one set of options; never contacted.
  @Option(names = "--relay", paramLabel = "URL", descriptionKey = "agent.option.relay.unused")
  List<String> relays;

  VerifyCommand(AgentSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.verify(folder.directory, anchors, trust);
  }
}
