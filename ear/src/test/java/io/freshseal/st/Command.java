package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a program to its end. */
record Command(List<String> words, int exit, String out, String err) {
  private static final Duration PATIENCE = Duration.ofSeconds(300);

  static Command run(String... words) {
    return run(List.of(words), Map.of(), null);
  }

  /**
   * @param folder the working folder, or null for this process's own
   */
  static Command run(List<String> words, Map<String, String> environment, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    try {
      Path out = Files.createTempFile("command", ".out");
      Path err = Files.createTempFile("command", ".err");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not ended within " + PATIENCE + ": " + words);
      }
      return new Command(List.copyOf(words), process.exitValue(), take(out), take(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String take(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }

  /** Fails with everything it said where the exit status is another one. */
  Command expect(int status) {
    if (exit != status) {
      throw new AssertionError("expected exit status " + status + " but was " + this);
    }
    return this;
  }
}
