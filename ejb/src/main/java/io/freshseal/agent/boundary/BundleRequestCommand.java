package io.freshseal.agent.boundary;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle request}: write down what is held, so that a bundle can leave it out. */
@Command(name = "request", mixinStandardHelpOptions = true)
final class BundleRequestCommand implements Callable<Integer> {

  private final BundleSession session;

  @Mixin FolderOptions folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      descriptionKey = "agent.option.bundle.list")
  Path out;

  BundleRequestCommand(BundleSession session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.request(folder.directory, out);
  }
}
