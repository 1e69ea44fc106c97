package io.freshseal.agent;

import io.freshseal.agent.boundary.AgentCommand;
import io.freshseal.agent.boundary.AgentConsole;
import io.freshseal.replication.control.http.TransferLimits;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The agent's program within this process, with a folder of its own. */
public final class TestAgent {

  /** Limits low enough for tests that wait for them. */
  public static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          1,
          Duration.ofSeconds(1),
          16_384,
          1 << 22,
          1,
          Duration.ZERO);

  private final Path directory;
  private final Path anchors;
  private final Clock clock;

  public TestAgent(Path directory, Path anchors, Clock clock) {
    this.directory = directory;
    this.anchors = anchors;
    this.clock = clock;
  }

  /** What one call gave. */
  public record Result(int exit, String out, String err) {

    /** The JSON object on standard output; fails if there is anything else. */
    public JsonObject json() {
      if (out.strip().lines().count() != 1) {
        throw new AssertionError("not one line: " + out);
      }
      return Json.createReader(new StringReader(out)).readObject();
    }

    /** The component of this id in the JSON. */
    public JsonObject component(String id) {
      return json().getJsonArray("components").getValuesAs(JsonObject.class).stream()
          .filter(component -> component.getString("id").equals(id))
          .findFirst()
          .orElseThrow();
    }
  }

  public Path directory() {
    return directory;
  }

  public Result update(TestRelay relay, String... more) {
    List<String> args = new ArrayList<>(List.of("update", "--relay", relay.address()));
    args.addAll(List.of("--anchors", anchors.toString(), "--dir", directory.toString()));
    args.addAll(Arrays.asList(more));
    return run(args.toArray(String[]::new));
  }

  public Result verify(String... more) {
    List<String> args = new ArrayList<>(List.of("verify", "--anchors", anchors.toString()));
    args.addAll(List.of("--dir", directory.toString()));
    args.addAll(Arrays.asList(more));
    return run(args.toArray(String[]::new));
  }

  public Result run(String... args) {
    return run(Locale.ENGLISH, args);
  }

  public Result run(Locale locale, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    AgentConsole console =
        new AgentConsole(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            locale,
            clock,
            QUICK);
    int exit = AgentCommand.run(console, args);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What consumers read of a component. */
  public Optional<String> current(String id) throws IOException {
    return content(directory.resolve("current").resolve(id));
  }

  /** The version kept from before. */
  public Optional<String> previous(String id) throws IOException {
    return content(directory.resolve("previous").resolve(id));
  }

  private static Optional<String> content(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }
}
