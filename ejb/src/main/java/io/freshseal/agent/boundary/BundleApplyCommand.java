package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle apply}: update this agent's folder from a bundle, without any relay. */
@Command(name = "apply", mixinStandardHelpOptions = true)
final class BundleApplyCommand implements Callable<Integer> {

  private final BundleSession session;

  @Mixin BundleFileOptions bundle;

  @Option(names = "--dir", paramLabel = "DIR", required = true, descriptionKey = "agent.option.dir")
  Path directory;

  @Option(
      names = "--next-courier",
      paramLabel = "INSTANT",
      descriptionKey = "agent.option.bundle.courier")
  Instant nextCourier;

  @Option(
      names = "--allow-early-end-until",
      paramLabel = "INSTANT",
      descriptionKey = "agent.option.bundle.early")
  Instant exceptionUntil;

  @Option(names = "--request", paramLabel = "FILE", descriptionKey = "agent.option.bundle.lacking")
  Path request;

  BundleApplyCommand(BundleSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.apply(this);
  }
}
