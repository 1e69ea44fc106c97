package io.freshseal.agent.boundary;

import io.freshseal.replication.entity.CacheScope;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clear-relay-cache}: have a relay drop what it holds, or what of it cannot be used. */
@Command(name = "clear-relay-cache", mixinStandardHelpOptions = true)
final class ClearRelayCacheCommand implements Callable<Integer> {

  private final AgentSession session;

  @Option(
      names = "--relay",
      paramLabel = "URL",
      required = true,
      descriptionKey = "agent.option.relay.cleared")
  String relay;

  @Option(
      names = "--access-token",
      paramLabel = "TOKEN",
      required = true,
      defaultValue = "${env:FRESHSEAL_ACCESS_TOKEN}",
      descriptionKey = "agent.option.access-token")
  String token;

  @Option(names = "--scope", defaultValue = "ALL", descriptionKey = "agent.option.scope")
  CacheScope scope;

  @Option(names = "--json", descriptionKey = "agent.option.json")
  boolean json;

  ClearRelayCacheCommand(AgentSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.clearRelayCache(this);
  }
}
