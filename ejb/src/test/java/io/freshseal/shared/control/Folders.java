package io.freshseal.shared.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What an operator does to folders. */
public final class Folders {

  private Folders() {}

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Deletes all that is in a folder but one thing. */
  public static void deleteAllBut(String name, Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.filter(path -> !path.endsWith(name)).toList()) {
        delete(each);
      }
    }
  }

  /** Copies a folder with all that is in it to a place where nothing is. */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
