package io.freshseal.vault.control;

import static io.freshseal.vault.control.VaultFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is opened by a process with less memory than the one before. */
class SmallHeapTest {

  @TempDir Path folder;

  /** Opens a store; what a process with a small heap runs. */
  public static void main(String... folder) throws IOException {
    Vault vault = Vault.open(StorePlaces.in(Path.of(folder[0])), new SettableClock(NOW));
    vault.close();
    System.out.print("heap for a catalog of " + CatalogJson.mostBytes());
  }

  @Test
  void catalogThatIsServed_staysServed_evenIfItWouldNotBeTakenInAnew() throws Exception {
    SettableClock clock = new SettableClock(NOW);
    StoreState before;
    CatalogEntry one;
    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      VaultFixture fixture = new VaultFixture(vault);
      one = fixture.entry("one", "1.0", 1);
      fixture.serve(1, " ".repeat(CatalogJson.LEAST_BYTES), one);
      before = vault.state();
    }

    assertThat(openWith("-Xmx100m")).isEqualTo("heap for a catalog of " + CatalogJson.LEAST_BYTES);

    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      assertThat(vault.state()).isEqualTo(before);
      assertThat(vault.snapshot().orElseThrow().find(one.id())).contains(one);
    }
  }

  private String openWith(String heap) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path out = Files.createTempFile("small-heap", ".out");
    try {
      List<String> command =
          List.of(
              java.toString(),
              heap,
              "-cp",
              System.getProperty("java.class.path"),
              SmallHeapTest.class.getName(),
              folder.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      process.waitFor();
      return Files.readString(out);
    } finally {
      Files.delete(out);
    }
  }
}
