package io.freshseal.agent.boundary;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that cannot be understood. */
final class UsageErrors implements IParameterExceptionHandler {

  private final AgentSession session;
  private final boolean json;

  UsageErrors(AgentSession session, boolean json) {
    this.session = session;
    this.json = json;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    int exit = session.usage(error.getMessage());
    if (!json
        && !UnmatchedArgumentException.printSuggestions(error, error.getCommandLine().getErr())) {
      error.getCommandLine().usage(error.getCommandLine().getErr());
    }
    return exit;
  }
}
