package io.freshseal.agent.boundary;

import io.freshseal.fleet.entity.RelayBuildTable;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The agent's program. Exit status: 0 updated or current, 2 usage, 3 refused by verification or by
 * the manager, 4 relay or manager unreachable, 5 local fault, 6 partly updated. A service that is
 * told to end by a signal exits with 128 and the signal's number.
 */
@Command(
    name = AgentCommand.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = AgentCommand.Version.class,
    subcommands = {
      UpdateCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      ClearCacheCommand.class,
      ClearRelayCacheCommand.class,
      EnrolCommand.class,
      RunCommand.class,
      HeartbeatCommand.class,
      BundleCommand.class
    })
public final class AgentCommand implements Runnable {

  static final String NAME = "freshseal-agent";

  @Spec CommandSpec spec;

  /** Runs the agent and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(run(AgentConsole.ofProcess(), args));
  }

  /**
   * Runs the agent within this process.
   *
   * @return the exit status
   */
  public static int run(AgentConsole console, String... args) {
    AgentTexts texts = AgentTexts.of(console.locale());
    boolean json = Arrays.asList(args).contains("--json");
    AgentSession session = new AgentSession(console, texts, json);
    CommandLine line = new CommandLine(new AgentCommand(), new AgentCommands(session));
    TrustOptions.teach(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setResourceBundle(texts.bundle());
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setParameterExceptionHandler(new UsageErrors(session));
    line.setExecutionExceptionHandler((fault, command, parsed) -> session.fault(fault));
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new NoCommand(spec.commandLine());
  }

  /** A command line that ends before its command. */
  static final class NoCommand extends ParameterException {
    private static final long serialVersionUID = 1L;

    NoCommand(CommandLine line) {
      super(line, "no command");
    }
  }

  /** Names the product's own build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {NAME + " " + RelayBuildTable.OWN_BUILD.text()};
    }
  }
}
