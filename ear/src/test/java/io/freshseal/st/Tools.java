package io.freshseal.st;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of others that some tests need; {@code .ci/run} installs them. */
final class Tools {
  private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

  private Tools() {}

  /** Finds a program, or skips the test and says why. */
  static Path need(String name) {
    Optional<Path> found =
        Stream.concat(path(), Stream.of(Path.of("/usr/sbin")))
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " is not installed");
    return found.get();
  }

  /** The folder of PostgreSQL's server programs, the newest there are. */
  static Path needPostgresql() {
    Optional<Path> found = Optional.empty();
    try (Stream<Path> versions =
        Files.isDirectory(POSTGRESQL) ? Files.list(POSTGRESQL) : Stream.empty()) {
      found =
          Stream.concat(versions.map(version -> version.resolve("bin")), path())
              .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
              .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
              .max(Comparator.naturalOrder());
    } catch (IOException e) {
      assumeTrue(false, "PostgreSQL cannot be looked for: " + e);
    }
    assumeTrue(found.isPresent(), "PostgreSQL is not installed");
    return found.get();
  }

  private static Stream<Path> path() {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(":"));
    return folders.stream().filter(folder -> !folder.isEmpty()).map(Path::of);
  }
}
