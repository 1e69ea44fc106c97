package io.freshseal.st;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A computer with {@code freshseal-agent}: the relay it asks, its anchors, its folder. */
record Agent(String relay, Path anchors, Path folder) {
  static final int UPDATED = 0;
  static final int USAGE = 2;
  static final int REFUSED = 3;
  static final int UNREACHABLE = 4;
  static final int LOCAL_FAULT = 5;
  static final int PARTLY = 6;

  /** A new computer with a new folder. */
  static Agent of(Server relay, Path anchors) {
    return new Agent(relay.url(""), anchors, Distribution.folder("agent"));
  }

  Command update(String... more) {
    return run("update", more);
  }

  /** Runs a command of the agent to its end, with the same options for each. */
  Command run(String command, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Distribution.command("freshseal-agent").toString(),
                command,
                "--relay",
                relay,
                "--anchors",
                anchors.toString(),
                "--dir",
                folder.toString()));
    words.addAll(List.of(more));
    return Command.run(words, Map.of(), null);
  }
}
