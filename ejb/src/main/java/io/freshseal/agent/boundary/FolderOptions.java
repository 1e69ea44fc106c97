package io.freshseal.agent.boundary;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class FolderOptions {

  @Option(names = "--dir", paramLabel = "DIR", required = true, descriptionKey = "agent.option.dir")
  Path directory;

  @Option(names = "--json", descriptionKey = "agent.option.json")
  boolean json;
}
