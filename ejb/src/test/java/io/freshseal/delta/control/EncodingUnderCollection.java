package io.freshseal.delta.control;

import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that makes a delta while the garbage collector runs all the time: a mapping that is
 * taken away too early ends it, or makes wrong bytes.
 */
final class EncodingUnderCollection {

  private EncodingUnderCollection() {}

  /** Takes the folder that has the files {@code old} and {@code new}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path old = folder.resolve("old");
    Path delta = folder.resolve("delta");
    Sha256 held = digest(old);
    Thread collector = new Thread(EncodingUnderCollection::collect);
    collector.setDaemon(true);
    collector.start();
    for (int i = 0; i < 3; i++) {
      DeltaEncoder.load().write(old, held, folder.resolve("new"), delta, Long.MAX_VALUE);
      try (InputStream in = DeltaInput.open(Files.newInputStream(delta), old, held)) {
        Path made = folder.resolve("made");
        Files.deleteIfExists(made);
        Files.copy(in, made);
        if (Files.mismatch(made, folder.resolve("new")) >= 0) {
          throw new IOException("other bytes");
        }
      }
    }
    System.out.println("the very bytes");
  }

  private static void collect() {
    while (true) {
      System.gc();
    }
  }

  private static Sha256 digest(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file));
  }
}
