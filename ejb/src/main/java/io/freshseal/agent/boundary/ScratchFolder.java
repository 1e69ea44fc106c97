package io.freshseal.agent.boundary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one call of the program, which nothing is kept in. */
final class ScratchFolder {

  private ScratchFolder() {}

  /** Deletes it with all that is in it; what cannot be deleted is the system's to tidy. */
  static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      return;
    }
  }
}
