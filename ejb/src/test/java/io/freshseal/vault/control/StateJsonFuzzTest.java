package io.freshseal.vault.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.JsonMutations;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.vault.entity.StorePlaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever became of a state file: a state that reads back as itself, or a refusal. */
class StateJsonFuzzTest {

  @TempDir Path directory;

  @Test
  void changedStates_areReadOrRefused() throws Exception {
    byte[] state = state();

    FuzzRun.Figures figures =
        FuzzRun.of("state-json", 2_500, 60_000)
            .run(random -> JsonMutations.of(state, random), StateJsonFuzzTest::accepts);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private byte[] state() throws Exception {
    try (Vault vault =
        Vault.open(StorePlaces.in(directory), Clock.fixed(VaultFixture.NOW, ZoneOffset.UTC))) {
      VaultFixture fixture = new VaultFixture(vault);
      fixture.serve(1, fixture.entry("a", "1", 1), fixture.entry("b", "2.0", 4));
      fixture.serve(2, fixture.entry("a", "1", 2), fixture.entry("b", "3", 1));
    }
    return Files.readAllBytes(stateFile());
  }

  private Path stateFile() throws Exception {
    try (var files = Files.walk(directory)) {
      return files.filter(f -> f.endsWith("state.json")).findFirst().orElseThrow();
    }
  }

  private static boolean accepts(byte[] json) {
    try {
      byte[] once = StateJson.write(StateJson.parse(json));
      assertThat(new String(StateJson.write(StateJson.parse(once)), UTF_8).length())
          .isEqualTo(once.length);
      return true;
    } catch (MalformedJsonException | IllegalArgumentException declared) {
      return false;
    }
  }
}
