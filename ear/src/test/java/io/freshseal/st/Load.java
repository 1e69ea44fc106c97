package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server has used up to now.
 *
 * @param processor time of all its threads
 * @param heap bytes in use
 * @param database bytes on disk
 */
record Load(Duration processor, long heap, long database) {
  private static final Pattern HEAP =
      Pattern.compile(
          "^base_memory_usedHeap_bytes(?:\\{[^}]*})? ([0-9.E+]+)$|"
              + "^memory_usedHeap_bytes\\{[^}]*} ([0-9.E+]+)$",
          Pattern.MULTILINE);

  private static final Pattern TOTAL =
      Pattern.compile("^Total +[0-9]+ +([0-9]+)", Pattern.MULTILINE);

  static Load of(Server server, LongSupplier database) {
    return new Load(
        ProcessHandle.of(server.pid()).flatMap(p -> p.info().totalCpuDuration()).orElseThrow(),
        heap(Freshseal.of(server).admin().get("/metrics").expect(200).text()),
        database.getAsLong());
  }

  /** Bytes of the heap that are reachable, counted by a full collection. */
  static long heapKept(Server server) {
    String histogram =
        Command.run("jcmd", Long.toString(server.pid()), "GC.class_histogram").expect(0).out();
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new AssertionError("the histogram has no total");
    }
    return Long.parseLong(total.group(1));
  }

  private static long heap(String metrics) {
    Matcher heap = HEAP.matcher(metrics);
    if (!heap.find()) {
      throw new AssertionError("the metrics say nothing of the heap");
    }
    String value = heap.group(1) == null ? heap.group(2) : heap.group(1);
    return (long) Double.parseDouble(value);
  }

  /** The bytes of the embedded database's files. */
  static long embedded(Server server) {
    try (Stream<Path> files = Files.list(server.data().resolve("db"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Microseconds of the processor for each of so many calls since then. */
  double perCall(Load since, int calls) {
    return processor.minus(since.processor).toNanos() / 1e3 / calls;
  }

  /** Bytes that the database grew by for each of so many since then. */
  double growth(Load since, int count) {
    return (database - since.database) / (double) count;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "processor %.1f s, heap %.0f MB, database %.1f MB",
        processor.toMillis() / 1e3,
        heap / 1e6,
        database / 1e6);
  }
}
