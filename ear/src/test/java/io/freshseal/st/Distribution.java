package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where what is shipped lies, and where tests may write. */
final class Distribution {
  private Distribution() {}

  static Path home() {
    return property("freshseal.home");
  }

  static Path command(String name) {
    return home().resolve("bin").resolve(name);
  }

  static Path war() {
    return home().resolve("lib/server/freshseal.war");
  }

  static Path ear() {
    return property("freshseal.ear");
  }

  /** The client that was generated from the description of the API. */
  static Path client() {
    return property("freshseal.client");
  }

  static Path payaraServer() {
    return property("freshseal.payara-server").resolve("payara6");
  }

  /** A new, empty folder. */
  static Path folder(String purpose) {
    try {
      Path work = Files.createDirectories(property("freshseal.work"));
      return Files.createTempDirectory(work, purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the suites run that take longer than a commit should wait for. */
  static boolean isLong() {
    return Boolean.getBoolean("freshseal.long");
  }

  private static Path property(String name) {
    return Path.of(Objects.requireNonNull(System.getProperty(name), name)).toAbsolutePath();
  }
}
