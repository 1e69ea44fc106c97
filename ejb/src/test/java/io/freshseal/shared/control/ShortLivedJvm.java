package io.freshseal.shared.control;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts small Java processes fast, for tests that kill many of them: one jar of the own classes
 * and the libraries without their jar signatures (checking those takes longer than all the rest),
 * and an archive of loaded classes from a first run.
 */
public final class ShortLivedJvm {

  private final Path jar;
  private final Class<?> main;
  private final List<String> flags;

  /**
   * Prepares.
   *
   * @param main ends by itself when its first argument is {@code warm-up}
   */
  public ShortLivedJvm(Path folder, Class<?> main) throws IOException, InterruptedException {
    this.main = main;
    this.jar = folder.resolve("subject.jar");
    packOneJar();
    Path archive = folder.resolve("classes.jsa");
    Path errors = folder.resolve("warm-up-errors.txt");
    Process warmUp = start(errors, List.of("-XX:ArchiveClassesAtExit=" + archive), "warm-up");
    if (!warmUp.waitFor(120, TimeUnit.SECONDS) || warmUp.exitValue() != 0) {
      throw new IOException("the first run failed: " + Files.readString(errors));
    }
    this.flags = List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
  }

  /**
   * Starts one; its standard output is to be read.
   *
   * @param errors the file that takes its standard error
   */
  public Process start(Path errors, String... arguments) throws IOException {
    return start(errors, flags, arguments);
  }

  private Process start(Path errors, List<String> more, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(more);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
    command.addAll(List.of("-cp", jar.toString(), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  private void packOneJar() throws IOException {
    Set<String> packed = new HashSet<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(0);
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          packFolder(path, out, packed);
        } else if (isNeeded(path)) {
          packJar(path, out, packed);
        }
      }
    }
  }

  private static boolean isNeeded(Path path) {
    String name = path.getFileName().toString();
    return Files.exists(path) && name.matches("(bc|parsson|jakarta\\.json|jakarta\\.jakartaee).*");
  }

  private static void packFolder(Path root, ZipOutputStream out, Set<String> packed)
      throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          pack(root.relativize(file).toString().replace(File.separatorChar, '/'), in, out, packed);
        }
      }
    }
  }

  private static void packJar(Path path, ZipOutputStream out, Set<String> packed)
      throws IOException {
    try (JarFile source = new JarFile(path.toFile(), false)) {
      for (var entry : source.stream().filter(e -> isWanted(e.getName())).toList()) {
        try (InputStream in = source.getInputStream(entry)) {
          pack(entry.getName(), in, out, packed);
        }
      }
    }
  }

  private static boolean isWanted(String name) {
    return name.startsWith("META-INF/services/")
        || (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.equals("module-info.class")
            && (!name.startsWith("jakarta/") || name.startsWith("jakarta/json/")));
  }

  private static void pack(String name, InputStream in, ZipOutputStream out, Set<String> packed)
      throws IOException {
    if (packed.add(name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
