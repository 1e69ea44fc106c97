package io.freshseal.agent.boundary;

import io.freshseal.replication.entity.CacheScope;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clear-cache}: drop what was fetched and is not applied, or what cannot be used. */
@Command(name = "clear-cache", mixinStandardHelpOptions = true)
final class ClearCacheCommand implements Callable<Integer> {

  private final AgentSession session;

  @Mixin FolderOptions folder;

  // Accepted, so that all commands can be called with one set of options; none is used.
  @Option(names = "--relay", paramLabel = "URL", descriptionKey = "agent.option.relay.unused")
  List<String> relays;

  @Option(names = "--anchors", paramLabel = "PEM", descriptionKey = "agent.option.anchors")
  Path anchors;

  @Option(names = "--scope", defaultValue = "ALL", descriptionKey = "agent.option.scope")
  CacheScope scope;

  @Mixin TrustOptions trust;

  ClearCacheCommand(AgentSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.clearCache(this);
  }
}
