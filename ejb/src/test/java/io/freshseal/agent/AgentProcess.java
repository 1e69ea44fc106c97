package io.freshseal.agent;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java process of its own with nothing but the agent's class path. */
public final class AgentProcess {

  /** What the agent is shipped with, beside the product's own two jars. */
  private static final List<String> LIBRARIES =
      List.of("bcprov", "bcutil", "bcpkix", "jakarta.json-api", "parsson", "picocli");

  private static final long PATIENCE_SECONDS = 60;

  private AgentProcess() {}

  /** How a process ended. */
  public record Ended(int exit, String out, String err) {}

  /** The agent's class path: exactly what is shipped, taken from the one of the tests. */
  public static List<String> classPath() {
    List<String> all =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    List<String> path = new ArrayList<>();
    path.add(root("/io/freshseal/agent/boundary/AgentCommand.class"));
    path.add(root("/io/freshseal/messages.properties"));
    for (String library : LIBRARIES) {
      path.add(
          all.stream()
              .filter(entry -> Path.of(entry).getFileName().toString().startsWith(library + "-"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(library + " is not on " + all)));
    }
    return path;
  }

  private static String root(String resource) {
    try {
      URL url = AgentProcess.class.getResource(resource);
      if (url.getProtocol().equals("jar")) {
        String file = url.getPath().substring(0, url.getPath().indexOf('!'));
        return Path.of(new URL(file).toURI()).toString();
      }
      Path path = Path.of(url.toURI());
      int depth = Path.of(resource).getNameCount();
      for (int i = 0; i < depth; i++) {
        path = path.getParent();
      }
      return path.toString();
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a main class. */
  public static ProcessBuilder start(List<String> classPath, String main, String... args) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Duser.language=en",
                    "-Dfile.encoding=UTF-8",
                    "-cp",
                    String.join(File.pathSeparator, classPath),
                    main),
                Arrays.stream(args))
            .collect(Collectors.toList());
    return new ProcessBuilder(command);
  }

  /** Runs the agent to its end. */
  public static Ended run(Path scratch, String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(scratch, "out", ".txt");
    Path err = Files.createTempFile(scratch, "err", ".txt");
    Process process =
        start(classPath(), "io.freshseal.agent.boundary.AgentCommand", args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + List.of(args));
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
