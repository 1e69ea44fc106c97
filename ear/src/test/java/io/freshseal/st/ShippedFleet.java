package io.freshseal.st;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fleet that {@code bin/freshseal-fleet} starts, with its members in reach of a test. */
final class ShippedFleet {

  static final int AGENTS = 20;

  private static final String JSON = "application/json";
  private static final Pattern READY = Pattern.compile("The fleet is ready: (http://\\S+)");
  private static final Duration START = Duration.ofMinutes(8);
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path folder = Distribution.folder("fleet");
  private final Background show;
  private final Map<String, Background> restarted = new HashMap<>();
  private final URI url;
  private final Http admin;

  /**
   * Starts it and waits until it stands.
   *
   * @param validity of a signature file's certificate
   */
  ShippedFleet(Duration validity) {
    show =
        Background.start(
            List.of(
                Distribution.command("freshseal-fleet").toString(),
                "--port",
                Integer.toString(Ports.free()),
                "--validity",
                validity.toString()),
            Map.of("TMPDIR", folder.toString(), "FRESHSEAL_ADMIN_PASSWORD", Server.PASSWORD),
            folder);
    Matcher ready =
        Eventually.untilGet(
            "the fleet is ready", START, () -> READY.matcher(show.output()), Matcher::find);
    url = URI.create(ready.group(1));
    admin = Http.anonymous(url).as(Server.ADMIN, Server.PASSWORD);
  }

  URI url() {
    return url;
  }

  /** The manager's API, and the source's beside it. */
  Http admin() {
    return admin;
  }

  List<JsonObject> list(String path, String name) {
    return admin.get(path).expect(200).json().getJsonArray(name).getValuesAs(JsonObject.class);
  }

  List<JsonObject> computers(String query) {
    return list("/api/v1/computers?limit=100" + query, "computers");
  }

  /** A computer with what it holds. */
  JsonObject computer(String name) {
    return admin.get("/api/v1/computers/" + id(name)).expect(200).json();
  }

  String id(String name) {
    return computers("&text=" + name).stream()
        .filter(computer -> computer.getString("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no computer " + name))
        .getString("id");
  }

  /** The API of a relay. */
  Http relay(String name) {
    return Http.anonymous(URI.create(computer(name).getString("url")))
        .as(Server.ADMIN, Server.PASSWORD);
  }

  /** Changes a setting of a relay while it runs. */
  void set(String relay, String key, String value) {
    relay(relay).put("/api/v1/settings/" + key, "text/plain", Bytes.text(value)).expect(200);
  }

  /** Makes a relay group without a parent and puts these into it; answers its id. */
  String group(String name, boolean primaryFallback, String... members) {
    return made(described(name, primaryFallback), members);
  }

  /** The same below another one. */
  String groupBelow(String name, String parent, String... members) {
    return made(described(name, false).add("parent", parent), members);
  }

  private String made(JsonObjectBuilder group, String... members) {
    String id =
        admin
            .post("/api/v1/relay-groups", JSON, group.build().toString())
            .expect(201)
            .json()
            .getString("id");
    for (String member : members) {
      assign(id, member);
    }
    return id;
  }

  private static JsonObjectBuilder described(String name, boolean primaryFallback) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("primaryFallback", primaryFallback ? "allowed" : "refused");
  }

  /** Lets a group go out through a proxy, or directly where the port is 0. */
  void proxy(String group, String name, int port) {
    JsonObjectBuilder body = described(name, false);
    if (port > 0) {
      body.add("proxy", Json.createObjectBuilder().add("host", "127.0.0.1").add("port", port));
    }
    admin
        .put("/api/v1/relay-groups/" + group, JSON, Bytes.text(body.build().toString()))
        .expect(200);
  }

  void assign(String group, String member) {
    admin
        .put(
            "/api/v1/computers/" + id(member) + "/relay-group",
            JSON,
            Bytes.text("{\"group\":\"" + group + "\"}"))
        .expect(200);
  }

  /** Where a member keeps its files. */
  Path data(String member) {
    try (Stream<Path> shows = Files.list(folder)) {
      return shows.filter(Files::isDirectory).findFirst().orElseThrow().resolve(member);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file where a member keeps its own. */
  void write(String member, String file, byte[] content) {
    try {
      Files.write(data(member).resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process of an agent, whoever started it. */
  void stop(String agent) {
    Background own = restarted.remove(agent);
    if (own != null) {
      own.stop();
      return;
    }
    CompletableFuture<?>[] ends =
        show.children().stream()
            .filter(process -> isOf(process, data(agent)))
            .map(
                process -> {
                  process.destroy();
                  return process.onExit();
                })
            .toArray(CompletableFuture[]::new);
    if (ends.length == 0) {
      throw new AssertionError("no process of " + agent);
    }
    CompletableFuture.allOf(ends).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static boolean isOf(ProcessHandle process, Path data) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]))
        .contains(data.toString());
  }

  /** Starts an agent again, with a clock that is off by this. */
  void start(String agent, String clock) {
    List<String> words = new ArrayList<>();
    words.add(Distribution.command("freshseal-agent").toString());
    words.addAll(List.of("run", "--no-push", "--dir", data(agent).toString()));
    Path place = Distribution.folder(agent);
    restarted.put(agent, Background.start(words, FakeClock.environment(clock), place));
  }

  /** Ends everything; answers what was running, and what is left in the folder for files. */
  Left close() {
    for (Background each : restarted.values()) {
      try (each) {
        each.stop();
      }
    }
    List<ProcessHandle> everybody = show.children();
    try (Background ending = show) {
      int exit = ending.stop();
      Eventually.until(
          "no process is left", SOON, () -> everybody.stream().noneMatch(ProcessHandle::isAlive));
      try (Stream<Path> files = Files.list(folder)) {
        return new Left(exit, everybody.size(), files.map(Path::getFileName).toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * What is there after the end.
   *
   * @param processes how many were running before
   * @param files what the folder for temporary files holds
   */
  record Left(int exit, int processes, List<Path> files) {}
}
