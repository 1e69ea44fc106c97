package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle make}: replicate what a relay or source offers, and write a bundle of it. */
@Command(name = "make", mixinStandardHelpOptions = true)
final class BundleMakeCommand implements Callable<Integer> {

  private final BundleSession session;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      required = true,
      descriptionKey = "agent.option.bundle.store")
  Path directory;

  @Option(names = "--json", descriptionKey = "agent.option.json")
  boolean json;

  @Mixin TrustOptions trust;

  @Option(
      names = "--relay",
      paramLabel = "URL",
      required = true,
      descriptionKey = "agent.option.bundle.relay")
  List<String> relays;

  @Option(
      names = "--anchors",
      paramLabel = "PEM",
      required = true,
      descriptionKey = "agent.option.anchors")
  Path anchors;

  @Option(names = "--out", paramLabel = "DIR", descriptionKey = "agent.option.bundle.out")
  Path out = Path.of("");

  @Option(names = "--request", paramLabel = "FILE", descriptionKey = "agent.option.bundle.request")
  Path request;

  @Option(names = "--since", paramLabel = "FILE", descriptionKey = "agent.option.bundle.since")
  List<Path> earlier = List.of();

  @Option(
      names = "--component",
      paramLabel = "ID",
      descriptionKey = "agent.option.bundle.component")
  List<String> components = List.of();

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      descriptionKey = "agent.option.bundle.platform")
  String platform;

  BundleMakeCommand(BundleSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.make(this);
  }
}
