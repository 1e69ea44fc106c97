package io.freshseal.st;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Real data to measure with: artifacts that the build's own repositories have, fetched by Maven and
 * unpacked, jars within jars too, into a tar with fixed order and times, since what is compressed
 * has nothing in common with its next version.
 */
final class Artifacts {
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

  private final Path folder;

  Artifacts(Path folder) {
    this.folder = folder;
  }

  /** Fetches one, {@code group:artifact:version}, unless it is here from an earlier run. */
  Path tar(String coordinates) throws IOException {
    String name = coordinates.replace(':', '_');
    Path tar = folder.resolve(name + ".tar");
    if (Files.exists(tar)) {
      return tar;
    }
    Path fetched = Files.createDirectories(folder.resolve(name));
    Command.run(
            Tools.need("mvn").toString(),
            "-B",
            "-q",
            COPY,
            "-Dartifact=" + coordinates,
            "-DoutputDirectory=" + fetched)
        .expect(0);
    Path content = folder.resolve(name + ".content");
    try (Stream<Path> jars = Files.list(fetched)) {
      unpack(jars.findFirst().orElseThrow(), content);
    }
    Command.run(
            List.of(
                "tar",
                "--sort=name",
                "--mtime=@0",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--mode=644",
                "--format=gnu",
                "-cf",
                tar + ".part",
                "-C",
                content.toString(),
                "."),
            Map.of(),
            null)
        .expect(0);
    return Files.move(Path.of(tar + ".part"), tar);
  }

  private static void unpack(Path jar, Path into) throws IOException {
    try (InputStream file = Files.newInputStream(jar)) {
      unpack(new ZipInputStream(file), into);
    }
  }

  private static void unpack(ZipInputStream zip, Path into) throws IOException {
    Files.createDirectories(into);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Path target = into.resolve(entry.getName()).normalize();
      if (entry.isDirectory() || !target.startsWith(into)) {
        continue;
      }
      Files.createDirectories(target.getParent());
      if (entry.getName().endsWith(".jar")) {
        unpack(new ZipInputStream(zip), target);
      } else {
        Files.write(target, zip.readAllBytes());
      }
    }
  }
}
