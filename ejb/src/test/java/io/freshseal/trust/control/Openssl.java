package io.freshseal.trust.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other verifier. A machine without it fails the tests rather than skipping them. */
final class Openssl {

  /** How a run ended. */
  record Result(int status, String output) {}

  private Openssl() {}

  static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.out").toFile())
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("openssl does not end");
    }
    String output =
        java.nio.file.Files.readString(
            directory.resolve("openssl.out"), StandardCharsets.ISO_8859_1);
    return new Result(process.exitValue(), output);
  }
}
