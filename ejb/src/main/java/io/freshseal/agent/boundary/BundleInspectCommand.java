package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle inspect}: judge a bundle and say until when it is usable; takes nothing in. */
@Command(name = "inspect", mixinStandardHelpOptions = true)
final class BundleInspectCommand implements Callable<Integer> {

  private final BundleSession session;

  @Mixin BundleFileOptions bundle;

  @Option(names = "--dir", paramLabel = "DIR", descriptionKey = "agent.option.bundle.compare")
  Path directory;

  BundleInspectCommand(BundleSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.inspect(bundle, directory);
  }
}
