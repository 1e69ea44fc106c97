package io.freshseal.vault.control;

import static io.freshseal.vault.control.VaultFixture.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.LastVersions;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers say to hold is remembered, and a store keeps it. */
class HeldByReadersTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;

  private HeldByReaders open() {
    return new HeldByReaders(folder.resolve("held"));
  }

  private static Sha256 digest(int number) {
    return Sha256.of(("version " + number).getBytes(UTF_8));
  }

  @Test
  void whatReadersHold_isRememberedOverARestart_untilTheyAreSilentForLong()
      throws StorageException {
    HeldByReaders held = open();
    assertThat(held.see(digest(1), NOW)).isTrue();
    assertThat(held.see(digest(1), NOW)).isFalse();
    held.see(digest(2), NOW.plus(DAY));
    held.save();

    HeldByReaders again = open();

    assertThat(again.since(NOW)).containsExactlyInAnyOrder(digest(1), digest(2));
    assertThat(again.since(NOW.plus(DAY))).containsExactly(digest(2));
    assertThat(again.since(NOW)).as("forgotten is forgotten").containsExactly(digest(2));
  }

  @Test
  void silentOnes_makeRoom() {
    HeldByReaders held = open();
    for (int i = 0; i < HeldByReaders.MOST; i++) {
      held.see(digest(i), NOW);
    }
    held.see(digest(0), NOW);
    held.see(digest(HeldByReaders.MOST), NOW);

    assertThat(held.since(NOW))
        .hasSize(HeldByReaders.MOST)
        .contains(digest(0), digest(HeldByReaders.MOST))
        .doesNotContain(digest(1));
  }

  @Test
  void fileThatCannotBeRead_saysNothing() throws IOException {
    for (String wrong : new String[] {"x", digest(1).hex() + " soon", "\u0000\n"}) {
      Files.writeString(folder.resolve("held"), wrong);
      assertThat(open().since(NOW)).as(wrong).isEmpty();
    }
    Files.write(folder.resolve("held"), new byte[] {(byte) 0xff, 32, 49});
    assertThat(open().since(NOW)).isEmpty();
  }

  @Test
  void store_keepsTheLastThreeVersions_andWhatReadersHold() throws IOException {
    SettableClock clock = new SettableClock(NOW);
    try (Vault vault = Vault.open(StorePlaces.in(folder.resolve("store")), clock)) {
      VaultFixture fixture = new VaultFixture(vault);
      List<CatalogEntry> versions = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        versions.add(fixture.entry("one", "1." + i, 1));
        fixture.serve(i + 1, versions.get(i));
      }
      LastVersions last = LastVersions.FOR_DELTAS.and(Set.of(versions.get(1).sha256()));

      vault.collectGarbage(NOW.plus(Duration.ofDays(30)), DAY, Set.of(), last);

      assertThat(vault.snapshot().orElseThrow().versions(versions.get(0).id()))
          .containsExactly(
              versions.get(6), versions.get(5), versions.get(4), versions.get(3), versions.get(1));
    }
  }
}
