package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clock of a process, set wrong by Debian's {@code faketime}. It slows a process down by some
 * times, which an agent bears and a server does not.
 */
final class FakeClock {
  /** The offset of a right clock. */
  static final String RIGHT = "+0";

  private FakeClock() {}

  /**
   * What to add to the environment of a process whose clock is off, for example by {@code +400d}.
   */
  static Map<String, String> environment(String offset) {
    return offset.equals(RIGHT)
        ? Map.of()
        : Map.of("LD_PRELOAD", library(), "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME", offset);
  }

  private static String library() {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketime.so.1"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new AssertionError("faketime is not installed"))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
