package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five gibibytes, made into a bundle and taken in with a heap of 512 MiB, and the same by zip,
 * unzip and sha256sum, one after the other on the same disk.
 */
@EnabledIfSystemProperty(named = "freshseal.long", matches = "true")
class BundleBenchmarkTest {

  private static final int FILES = 5;
  private static final long FILE_BYTES = Long.getLong("freshseal.bundle.file-bytes", 1L << 30);

  @TempDir private Path folder;

  @Test
  void largeBundle_isMadeAndTakenIn_besideTheToolsOfOthers() throws Exception {
    List<String> lines =
        run(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BundleBenchmarkRun.class.getName(),
                folder.toString(),
                "" + FILES,
                "" + FILE_BYTES)
            .lines()
            .toList();
    Map<String, Long> figures = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.split(" ");
      figures.put(parts[0], Long.parseLong(parts[1]));
    }
    assertThat(figures).containsKeys("made", "bytes", "inspected", "taken");
    assertThat(figures.get("bytes")).isGreaterThan(FILES * FILE_BYTES);
    Path files = folder.resolve("files");
    figures.put("sha256sum", timed(files, "sha256sum * > ../sums"));
    figures.put("zip-stored", timed(files, "zip -q -0 ../stored.zip *"));
    figures.put("zip-packed", timed(files, "zip -q ../packed.zip * && rm ../packed.zip"));
    figures.put("sha256sum-zip", timed(folder, "sha256sum stored.zip"));
    Path out = Files.createDirectory(folder.resolve("out"));
    figures.put("unzip", timed(out, "unzip -q ../stored.zip && sync -d *"));
    figures.put("sha256sum-check", timed(out, "sha256sum --check --quiet ../sums"));

    System.out.println("bundle of " + FILES + " x " + FILE_BYTES + ", ms: " + figures);
  }

  private long timed(Path work, String command) throws IOException, InterruptedException {
    long began = System.nanoTime();
    run(work, "bash", "-euo", "pipefail", "-c", command);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private String run(Path work, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("does not end");
    }
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
