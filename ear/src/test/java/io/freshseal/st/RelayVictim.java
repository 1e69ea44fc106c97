package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.HostileUpstream.Site;
import io.freshseal.st.forge.Digests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A relay without a source of its own; one process for all attacks, one after the other. */
final class RelayVictim implements Victim {
  private static final Duration SOON = Duration.ofSeconds(10);
  // The runtime is the application server's own: 156 MiB of libraries, the same for ever.
  private static final List<String> NOT_THE_STORE =
      List.of("deltas", "log/", "db/", "outbox/", "runtime/");

  private final Server server;
  private final HeldRows rows;
  private final Freshseal relay;

  RelayVictim(Server server, HeldRows rows) {
    this.server = server;
    this.rows = rows;
    this.relay = Freshseal.of(server);
  }

  @Override
  public Report run(Site site) {
    relay.set("relay.source", site.url());
    Set<String> known =
        events().stream().map(event -> event.getString("id")).collect(Collectors.toSet());
    JsonObject run = relay.runRelay();
    return new RelayReport(run, known);
  }

  private List<JsonObject> events() {
    return relay
        .admin()
        .get(Freshseal.RELAY + "/events?limit=100")
        .expect(200)
        .json()
        .getJsonArray("events")
        .getValuesAs(JsonObject.class);
  }

  /** What the API says of a run, and the events that were not there before. */
  private final class RelayReport implements Report {
    private final JsonObject run;
    private final Set<String> known;

    RelayReport(JsonObject run, Set<String> known) {
      this.run = run;
      this.known = known;
    }

    @Override
    public boolean isGood() {
      return run.getString("state").equals("COMPLETED");
    }

    @Override
    public void assertRefused(Refusal refusal, Attack.Evidence evidence) {
      assertThat(run.getString("state")).as(toString()).isIn("FAILED", "PARTIAL");
      assertThat(run.getString("text")).as(toString()).isEqualTo(refusal.text());
      assertThat(run.getInt("code")).as(toString()).isEqualTo(refusal.code());
      assertThat(run.getString("detail")).contains(evidence.facts());
      assertThat(run.getJsonObject("progress").getBoolean("switched")).isFalse();
      JsonObject event =
          Eventually.untilGet(
                  "an event about " + this,
                  SOON,
                  () -> news().stream().filter(e -> isOf(e, refusal)).findFirst(),
                  found -> found.isPresent())
              .orElseThrow();
      assertThat(event.getString("origin")).isEqualTo("RELAY");
      assertThat(event.getString("level")).isEqualTo(refusal.level());
      assertThat(event.getInt("code")).isEqualTo(refusal.code());
      assertThat(event.getJsonArray("figures").toString()).contains(evidence.facts());
      assertThat(event.getString("description")).isNotBlank();
    }

    private List<JsonObject> news() {
      return events().stream().filter(event -> !known.contains(event.getString("id"))).toList();
    }

    private boolean isOf(JsonObject event, Refusal refusal) {
      return event.getInt("number") == refusal.event()
          && event.getString("text", "").equals(refusal.eventText())
          && isOfTheEnd(Instant.parse(event.getString("time")));
    }

    // The database keeps less of a second than the run's own record.
    private boolean isOfTheEnd(Instant time) {
      Instant end = Instant.parse(run.getString("finished"));
      return Duration.between(time, end).abs().compareTo(Duration.ofMillis(1)) <= 0;
    }

    @Override
    public String toString() {
      return run + " with " + news();
    }
  }

  @Override
  public View view() {
    Map<String, String> answers = new TreeMap<>();
    note(answers, "/catalog");
    note(answers, "/components");
    for (JsonObject held : held()) {
      String address = "/components/" + held.getString("id");
      note(answers, address);
      note(answers, address + "/" + held.getString("version"));
      note(answers, address + "/" + held.getString("version") + "/signature");
    }
    answers.put("forecast", forecast());
    String held = rows.read();
    assertThat(held.lines()).as("rows about what is held").hasSameSizeAs(held());
    answers.put("rows", held);
    assertDeltasAreOfObjects();
    return View.of(
        server.data(),
        "relay",
        name -> NOT_THE_STORE.stream().noneMatch(name::startsWith),
        answers);
  }

  // Made in the background, so they come and go; but only between objects that the store has.
  private void assertDeltasAreOfObjects() {
    Path deltas = server.data().resolve("deltas");
    try (Stream<Path> files = Files.list(deltas)) {
      List<String> names =
          files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".dcz")).toList();
      for (String name : names) {
        for (String digest : List.of(name.substring(0, 64), name.substring(65, 129))) {
          assertThat(
                  server.data().resolve("relay/objects/" + digest.substring(0, 2) + "/" + digest))
              .as("an object that the delta %s is of", name)
              .exists();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(Map<String, String> answers, String address) {
    Answer answer = relay.anonymous().get(Freshseal.RELAY + address).expect(200);
    answers.put(address, answer.header("ETag") + " " + Digests.sha256(answer.body()));
  }

  // Whether something has expired by now is no matter of what is held.
  private String forecast() {
    return relay
        .admin()
        .get(Freshseal.RELAY + "/forecast?within=P3660D")
        .expect(200)
        .json()
        .getJsonArray("expiries")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(expiry -> Json.createObjectBuilder(expiry).remove("expired").build().toString())
        .collect(Collectors.joining("\n"));
  }

  private List<JsonObject> held() {
    return relay
        .anonymous()
        .get(Freshseal.RELAY + "/components")
        .expect(200)
        .json()
        .getJsonArray("components")
        .getValuesAs(JsonObject.class);
  }

  @Override
  public void assertUnchanged(View before, View after, Attack.Trace trace) {
    if (trace == Attack.Trace.NONE) {
      before.assertSame(after);
    } else {
      before.assertSameButForMemory(after, trace == Attack.Trace.OBJECTS);
    }
  }

  @Override
  public List<String> contents() {
    return held().stream().map(held -> held.getString("sha256")).sorted().toList();
  }
}
