package io.freshseal.agent.boundary;

import io.freshseal.replication.control.http.TransferLimits;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;

/**
 * What the agent has around it.
 *
 * @param terminal whether a person watches {@code err}, so that a progress bar makes sense
 */
public record AgentConsole(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Locale locale,
    Clock clock,
    TransferLimits limits) {

  public AgentConsole {
    Objects.requireNonNull(out);
    Objects.requireNonNull(err);
    Objects.requireNonNull(locale);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(limits);
  }

  /** The console of this process. */
  public static AgentConsole ofProcess() {
    return new AgentConsole(
        System.out,
        System.err,
        System.console() != null,
        Locale.getDefault(),
        Clock.systemUTC(),
        TransferLimits.DEFAULT);
  }
}
