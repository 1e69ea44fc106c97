package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bin/freshseal-fleet} does not take, it says, and starts nothing. */
class FleetOptionsST {

  @ParameterizedTest
  @CsvSource({
    "--agents,   101,   --agents needs a number from 0 to 100",
    "--port,     65536, --port needs a number from 0 to 65535",
    "--validity, PT19S, --validity needs a duration of at least PT20S",
    "--validity, soon,  --validity needs a duration of at least PT20S",
    "--fast,     yes,   Usage: freshseal-fleet",
  })
  void whatItDoesNotTake_isRefused_andNothingIsLeft(String option, String value, String said)
      throws Exception {
    Path folder = Distribution.folder("fleet-options");
    Command refused =
        Command.run(
            List.of(Distribution.command("freshseal-fleet").toString(), option, value),
            Map.of("TMPDIR", folder.toString()),
            folder);

    assertThat(refused.expect(2).err()).startsWith(said);
    assertThat(refused.out()).isEmpty();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
