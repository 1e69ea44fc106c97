package io.freshseal.agent.boundary;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands with the session that they run in. */
final class AgentCommands implements IFactory {

  private final AgentSession session;

  AgentCommands(AgentSession session) {
    this.session = session;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == UpdateCommand.class) {
      return type.cast(new UpdateCommand(session));
    }
    if (type == StatusCommand.class) {
      return type.cast(new StatusCommand(session));
    }
    if (type == VerifyCommand.class) {
      return type.cast(new VerifyCommand(session));
    }
    if (type == ClearCacheCommand.class) {
      return type.cast(new ClearCacheCommand(session));
    }
    if (type == ClearRelayCacheCommand.class) {
      return type.cast(new ClearRelayCacheCommand(session));
    }
    if (type == EnrolCommand.class) {
      return type.cast(new EnrolCommand(new FleetSession(session)));
    }
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(new FleetSession(session)));
    }
    if (type == HeartbeatCommand.class) {
      return type.cast(new HeartbeatCommand(new FleetSession(session)));
    }
    if (type == BundleMakeCommand.class) {
      return type.cast(new BundleMakeCommand(new BundleSession(session)));
    }
    if (type == BundleInspectCommand.class) {
      return type.cast(new BundleInspectCommand(new BundleSession(session)));
    }
    if (type == BundleApplyCommand.class) {
      return type.cast(new BundleApplyCommand(new BundleSession(session)));
    }
    if (type == BundleRequestCommand.class) {
      return type.cast(new BundleRequestCommand(new BundleSession(session)));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
