package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.HostileUpstream.Site;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A computer with {@code freshseal-agent}, a process for each run. */
final class AgentVictim implements Victim {
  private final Path anchors;
  private final Path folder;
  private final String clock;
  private final List<String> furtherRelays;

  private AgentVictim(Path anchors, Path folder, String clock, List<String> furtherRelays) {
    this.anchors = anchors;
    this.folder = folder;
    this.clock = clock;
    this.furtherRelays = furtherRelays;
  }

  /** A computer on which nothing is applied yet. */
  static AgentVictim fresh(Path anchors) {
    return new AgentVictim(
        anchors, Distribution.folder("hostile-agent"), FakeClock.RIGHT, List.of());
  }

  /** Another computer with all that this one has. */
  AgentVictim copy() {
    Path copy = Distribution.folder("hostile-agent");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path from : all.skip(1).toList()) {
        Files.copy(from, copy.resolve(folder.relativize(from)));
      }
      return new AgentVictim(anchors, copy, clock, furtherRelays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same computer, with its clock set off, for example by {@code +400d}. */
  AgentVictim withClock(String offset) {
    return new AgentVictim(anchors, folder, offset, furtherRelays);
  }

  /** The same computer, which knows a second relay. */
  AgentVictim knowing(String relay) {
    return new AgentVictim(anchors, folder, clock, List.of(relay));
  }

  @Override
  public Report run(Site site) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Distribution.command("freshseal-agent").toString(),
                "update",
                "--json",
                "--relay",
                site.url(),
                "--anchors",
                anchors.toString(),
                "--dir",
                folder.toString()));
    furtherRelays.forEach(relay -> words.addAll(List.of("--relay", relay)));
    return new AgentReport(Command.run(words, FakeClock.environment(clock), null));
  }

  /** What the program said. */
  private record AgentReport(Command command) implements Report {

    @Override
    public boolean isGood() {
      return command.exit() == Agent.UPDATED;
    }

    @Override
    public void assertRefused(Refusal refusal, Attack.Evidence evidence) {
      command.expect(refusal.agentExit());
      JsonObject json = json();
      assertThat(json.getInt("code")).as(command.out()).isEqualTo(refusal.code());
      assertThat(json.getString("text")).isEqualTo(refusal.text());
      assertThat(json.getString("detail")).contains(evidence.facts());
      assertThat(json.getJsonArray("applied")).isEmpty();
      evidence.offender().ifPresent(this::assertBlames);
      assertThat(command.err())
          .as("for people")
          .contains(refusal.text(), Integer.toString(refusal.code()));
    }

    private void assertBlames(Attack.Offender offender) {
      JsonObject refusal = json().getJsonArray("refusals").getJsonObject(0);
      JsonObject certificate = refusal.getJsonObject("certificate");
      assertThat(certificate.getString("role")).isEqualTo(offender.role());
      assertThat(certificate.getString("subject")).isEqualTo(offender.identity().name());
      assertThat(certificate.getString("notBefore"))
          .isEqualTo(offender.identity().notBefore().toString());
      assertThat(certificate.getString("notAfter"))
          .isEqualTo(offender.identity().notAfter().toString());
      assertThat(refusal.getBoolean("chainVerified")).isEqualTo(offender.chainVerified());
    }

    private JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(command.out()))) {
        return reader.readObject();
      }
    }
  }

  @Override
  public View view() {
    return View.of(folder, "", name -> true, Map.of());
  }

  // An agent follows each component on its own, so that one that is refused does not hold up the
  // others: the catalog that names it may be the one at hand afterwards.
  @Override
  public void assertUnchanged(View before, View after, Attack.Trace trace) {
    if (trace == Attack.Trace.NONE) {
      before.assertSame(after);
    } else {
      before.assertHoldsAsMuch(after);
    }
  }

  @Override
  public List<String> contents() {
    return view().files().entrySet().stream()
        .filter(file -> file.getKey().startsWith("current/"))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }
}
