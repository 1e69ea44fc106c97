package io.freshseal.agent.boundary;

import io.freshseal.replication.control.http.TransferLimits;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** Updates again and again until it is killed; says a dot after each update. */
public final class AgentLoop {

  private AgentLoop() {}

  public static void main(String[] args) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    AgentConsole console =
        new AgentConsole(
            nowhere, System.err, false, Locale.ENGLISH, Clock.systemUTC(), TransferLimits.DEFAULT);
    while (true) {
      AgentCommand.run(
          console, "update", "--relay", args[0], "--anchors", args[1], "--dir", args[2]);
      System.out.print('.');
      System.out.flush();
    }
  }
}
