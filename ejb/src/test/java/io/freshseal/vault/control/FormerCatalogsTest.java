package io.freshseal.vault.control;

import static io.freshseal.vault.control.VaultFixture.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those read who took a catalog just before another one was served. */
class FormerCatalogsTest {

  @TempDir Path folder;
  private Vault vault;
  private Snapshot before;
  private Path json;

  @BeforeEach
  void serveTwo() throws IOException {
    vault = Vault.open(StorePlaces.in(folder), new SettableClock(NOW));
    VaultFixture fixture = new VaultFixture(vault);
    fixture.serve(1, fixture.entry("one", "1.0", 1));
    before = vault.snapshot().orElseThrow();
    fixture.serve(2, fixture.entry("one", "1.1", 2));
    ObjectEntry payload =
        vault.snapshot().orElseThrow().recent(before.catalogDigest()).orElseThrow().payload();
    json = vault.objects().find(payload.sha256()).orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  private Optional<Catalog> find() {
    return new FormerCatalogs()
        .find(vault.snapshot().orElseThrow(), before.catalogDigest(), vault.objects()::find);
  }

  @Test
  void theOneBefore_isRead() {
    assertThat(find()).contains(before.catalog());
  }

  @Test
  void whatTheDiskHasDamaged_isNotRead() throws IOException {
    byte[] good = Files.readAllBytes(json);
    String text = new String(good, UTF_8);
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    longer[good.length] = ' ';
    for (byte[] wrong :
        List.of(
            text.replace("1.0", "1.9").getBytes(UTF_8), longer, new byte[0], new byte[1 << 20])) {
      Files.write(json, wrong);

      assertThat(find()).isEmpty();
    }
  }

  @Test
  void whatIsGone_isNotRead() throws IOException {
    Files.delete(json);

    assertThat(find()).isEmpty();
  }
}
