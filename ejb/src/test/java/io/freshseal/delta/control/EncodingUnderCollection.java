package io.freshseal.delta.control;

import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that makes a delta while the garbage collector runs all the time: a mapping that is
 * taken away too early ends it.
 */
final class EncodingUnderCollection {

  private EncodingUnderCollection() {}

  /**
   * Makes the file {@code delta}.
   *
   * @param arguments the folder that has the files {@code old} and {@code new}, and the digest of
   *     the old one
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Sha256 held = Sha256.parse(arguments[1]).orElseThrow();
    Thread collector = new Thread(EncodingUnderCollection::collect);
    collector.setDaemon(true);
    collector.start();
    DeltaEncoder.load()
        .write(
            folder.resolve("old"),
            held,
            folder.resolve("new"),
            folder.resolve("delta"),
            Long.MAX_VALUE);
  }

  private static void collect() {
    while (true) {
      System.gc();
    }
  }
}
