package io.freshseal.agent.boundary;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that read a bundle have in common. */
final class BundleFileOptions {

  @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "agent.option.bundle.file")
  Path file;

  @Option(names = "--json", descriptionKey = "agent.option.json")
  boolean json;

  @Option(names = "--anchors", paramLabel = "PEM", descriptionKey = "agent.option.anchors")
  Path anchors;

  @Mixin TrustOptions trust;
}
