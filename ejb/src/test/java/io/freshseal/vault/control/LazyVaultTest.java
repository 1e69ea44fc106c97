package io.freshseal.vault.control;

import static io.freshseal.vault.control.VaultFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose contents come on request: they may be missing, signature files may not. */
class LazyVaultTest {

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(NOW);
  private Vault vault;
  private CatalogEntry one;

  @BeforeEach
  void open() throws IOException {
    vault = Vault.open(StorePlaces.in(folder), clock);
  }

  private void serveWithoutContents() throws IOException {
    VaultFixture fixture = new VaultFixture(vault);
    one = fixture.entry("one", "1.0", 1);
    fixture.serve(1, one, fixture.entry("two", "1.0", 1));
    vault.switchTo(vault.state().onRequest(true));
    vault.objects().delete(one.sha256());
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  @Test
  void missingContent_isNoLoss_whenTheStoreIsOpenedAgain() throws IOException {
    serveWithoutContents();
    StoreState before = vault.state();

    vault.close();
    open();

    assertThat(vault.state()).isEqualTo(before);
    assertThat(vault.state().onRequest()).isTrue();
    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(vault.snapshot().orElseThrow().find(one.id())).contains(one);
  }

  @Test
  void missingSignatureFile_isALoss_andItsCatalogIsWithdrawn() throws IOException {
    serveWithoutContents();
    vault.objects().delete(one.signature().sha256());

    vault.close();
    open();

    assertThat(vault.recovery().dropped()).containsExactly(one);
    assertThat(vault.snapshot()).isEmpty();
  }

  @Test
  void readingAgain_passesOverWhatIsNotHeld_andFindsWhatIsDamaged() throws IOException {
    serveWithoutContents();
    CatalogEntry two = vault.state().held().get(1);
    Path file = vault.objects().find(two.sha256()).orElseThrow();
    assertThat(new Scrub(vault).whole().unusable()).isEmpty();

    Files.write(file, new byte[] {1});

    assertThat(new Scrub(vault).whole().unusable()).containsExactly(two.sha256());
    Recovery gone = vault.drop(Set.of(two.sha256()));
    assertThat(gone.removed()).isEqualTo(1);
    assertThat(gone.isLoss()).as("it comes again on request").isFalse();
    assertThat(vault.state().held()).hasSize(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void storeThatIsToBeWholeAgain_mustBeWhole() throws IOException {
    serveWithoutContents();
    StoreState whole = vault.state().onRequest(false);

    assertThatThrownBy(() -> vault.switchTo(whole))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one");
    assertThat(vault.state().onRequest()).isTrue();

    new VaultFixture(vault).entry("one", "1.0", 1);
    vault.switchTo(whole);
    assertThat(vault.state().onRequest()).isFalse();
  }
}
