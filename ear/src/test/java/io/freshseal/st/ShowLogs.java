package io.freshseal.st;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** After a failed test, what every running server had to say. */
public final class ShowLogs implements TestWatcher {

  /** For the service loader. */
  public ShowLogs() {}

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    for (Server server : Running.servers()) {
      System.err.println("---- " + server + ", when failed: " + context.getDisplayName());
      System.err.println(server.terminal());
      System.err.println(server.log());
    }
  }
}
