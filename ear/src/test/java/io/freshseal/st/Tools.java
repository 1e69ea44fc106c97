package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs of others that tests need; {@code .ci/run} installs them, and without one a test fails.
 */
final class Tools {
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

  private Tools() {}

  /** Finds a program, or fails the test and says why. */
  static Path need(String name) {
    Optional<Path> found =
        Stream.concat(path(), Stream.of(Path.of("/usr/sbin")))
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(() -> new AssertionError(name + " is not installed"));
  }

  /** The folder of PostgreSQL's server programs, the newest there are. */
  static Path needPostgresql() {
    try (Stream<Path> versions =
        Files.isDirectory(POSTGRESQL) ? Files.list(POSTGRESQL) : Stream.empty()) {
      return Stream.concat(versions.map(version -> version.resolve("bin")), path())
          .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
          .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new AssertionError("PostgreSQL is not installed"));
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL cannot be looked for", e);
    }
  }

  private static Stream<Path> path() {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(":"));
    return folders.stream().filter(folder -> !folder.isEmpty()).map(Path::of);
  }
}
