package io.freshseal.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.MovableClock;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestRelay;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many short processes read the whole store, whatever place they are left at. */
class AgentScrubTest {

  private static final long ONE_OBJECT = 1;

  @TempDir private Path temporary;
  private final MovableClock clock = new MovableClock(Instant.parse("2030-06-01T12:00:00Z"));
  private TestRelay relay;
  private Path folder;

  @BeforeEach
  void hold() throws IOException {
    relay = new TestRelay(temporary.resolve("keys"), clock);
    relay.put("pattern.a", "1.0", "one".getBytes()).put("pattern.b", "1.0", "two".getBytes());
    relay.publish();
    TestAgent agent =
        new TestAgent(
            temporary.resolve("agent"), relay.writeAnchors(temporary.resolve("a.pem")), clock);
    assertThat(agent.update(relay).exit()).isZero();
    folder = agent.directory();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private Optional<Recovery> partOfANewProcess() throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      return new AgentScrub(vault, ONE_OBJECT).part();
    }
  }

  private int objects() throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      return vault.named().size();
    }
  }

  private void damage(String id) throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      CatalogEntry entry =
          vault.state().held().stream()
              .filter(held -> held.id().text().equals(id))
              .findFirst()
              .orElseThrow();
      Files.writeString(vault.objects().find(entry.sha256()).orElseThrow(), "2wo");
    }
  }

  @Test
  void parts_addUpToEverything_withoutAnyProcessThatReadItAll() throws IOException {
    damage("pattern.b");
    int parts = objects();
    int found = 0;

    for (int part = 0; part < parts; part++) {
      found += partOfANewProcess().isPresent() ? 1 : 0;
    }

    assertThat(found).isEqualTo(1);
    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      assertThat(vault.state().held())
          .extracting(entry -> entry.id().text())
          .containsExactly("pattern.a");
    }
    assertThat(folder.resolve("current/pattern.b")).as("nothing applied is taken away").exists();
  }

  @Test
  void placeThatCannotBeRead_beginsAtTheFront() throws IOException {
    partOfANewProcess();
    assertThat(folder.resolve("scrub")).exists();
    Files.writeString(folder.resolve("scrub"), "z".repeat(64));
    damage("pattern.b");

    boolean found = false;
    for (int part = objects(); part > 0; part--) {
      found |= partOfANewProcess().isPresent();
    }

    assertThat(found).isTrue();
  }

  @Test
  void soundStore_losesNothing() throws IOException {
    int before = objects();

    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      assertThat(new AgentScrub(vault).whole()).isEmpty();
      assertThat(new AgentScrub(vault).part()).isEmpty();
    }

    assertThat(objects()).isEqualTo(before);
    assertThat(folder.resolve("scrub")).as("it has come to the end").doesNotExist();
  }
}
