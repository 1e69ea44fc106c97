package io.freshseal.vault.control;

import static io.freshseal.vault.control.VaultFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.Folders;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.vault.entity.CopyFault;
import io.freshseal.vault.entity.CopyFaults;
import io.freshseal.vault.entity.StoreMemory;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guards against rollback outlives the damage or the loss of either file that has it. */
class TwiceRememberedTest {

  @TempDir Path data;
  private StorePlaces places;
  private Path state;
  private Path copy;
  private Vault vault;
  private StoreState before;

  @BeforeEach
  void serveSomething() throws IOException {
    places = new StorePlaces(data.resolve("relay"), data.resolve("memory"));
    state = places.store().resolve("state.json");
    copy = places.memory().resolve("memory.json");
    open();
    assertThat(vault.recovery().isLoss()).as("a fresh store").isFalse();
    VaultFixture fixture = new VaultFixture(vault);
    fixture.serve(4, fixture.entry("one", "1.0", 1));
    vault.switchTo(vault.state().following("primary"));
    before = vault.state();
    vault.close();
  }

  private void open() throws IOException {
    vault = Vault.open(places, new SettableClock(NOW));
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  private void assertRestored(CopyFaults faults, String sentence) throws IOException {
    assertThat(vault.state().memory()).isEqualTo(before.memory());
    assertThat(vault.recovery().copies()).isEqualTo(faults);
    assertThat(vault.recovery().loss().english()).contains(sentence);
    vault.close();
    open();
    assertThat(vault.recovery().isLoss()).as("told once").isFalse();
    assertThat(vault.state().memory()).isEqualTo(before.memory());
  }

  private static CopyFaults ofState(CopyFault fault) {
    return new CopyFaults(Optional.of(fault), Optional.empty());
  }

  private static CopyFaults ofCopy(CopyFault fault) {
    return new CopyFaults(Optional.empty(), Optional.of(fault));
  }

  private static void flip(Path file, String where) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(where);
    char last = where.charAt(where.length() - 1);
    Files.writeString(
        file, text.replace(where, where.substring(0, where.length() - 1) + (char) (last ^ 1)));
  }

  @Test
  void reinstalledStore_remembersEverything() throws IOException {
    Folders.delete(places.store());

    open();

    assertThat(vault.snapshot()).isEmpty();
    assertRestored(ofState(CopyFault.MISSING), "state file (missing; the memory against rollback");
  }

  @Test
  void damagedState_isSetAsideAndItsMemoryRestored() throws IOException {
    flip(state, "\"sequence\":4");

    open();

    assertThat(places.store().resolve("state.damaged.json")).exists();
    assertRestored(ofState(CopyFault.DAMAGED), "state file (damaged; the memory against rollback");
  }

  @Test
  void damagedCopy_isSetAsideAndRestored() throws IOException {
    flip(copy, "\"sequence\":4");

    open();

    assertThat(places.memory().resolve("memory.damaged.json")).exists();
    assertThat(vault.snapshot()).isPresent();
    assertRestored(ofCopy(CopyFault.DAMAGED), "copy of the memory against rollback (damaged;");
  }

  @Test
  void deletedCopy_isRestored() throws IOException {
    Folders.delete(places.memory());

    open();

    assertThat(vault.state()).isEqualTo(before);
    assertRestored(ofCopy(CopyFault.MISSING), "copy of the memory against rollback (missing;");
  }

  @Test
  void bothDamaged_isAFreshStore_andIsSaid() throws IOException {
    flip(state, "\"sequence\":4");
    flip(copy, "\"sequence\":4");

    open();

    assertThat(vault.recovery().copies().memoryLost()).isTrue();
    assertThat(vault.recovery().loss().english())
        .isEqualTo("memory against rollback (state file: damaged, its copy: damaged)");
    assertThat(vault.state()).isEqualTo(StoreState.empty());
  }

  @Test
  void bothGone_isAFreshStore() throws IOException {
    Folders.delete(places.store());
    Folders.delete(places.memory());

    open();

    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(vault.state()).isEqualTo(StoreState.empty());
  }

  @Test
  void storeOfTheFirstReleases_getsItsCopyWithoutAWord() throws IOException {
    Folders.delete(places.memory());
    DurableFiles.replace(state, StateJson.FORM.write(before));

    open();

    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(vault.state()).isEqualTo(before);
    vault.close();
    Folders.delete(places.store());
    open();
    assertThat(vault.state().memory()).isEqualTo(before.memory());
  }

  @Test
  void stateOutOfABackup_isRaisedToWhatTheCopyRemembers() throws IOException {
    byte[] old = Files.readAllBytes(state);
    open();
    VaultFixture fixture = new VaultFixture(vault);
    fixture.serve(9, fixture.entry("one", "1.1", 3));
    StoreMemory newest = vault.state().memory();
    vault.close();
    Files.write(state, old);

    open();

    assertThat(vault.state().memory()).isEqualTo(newest);
    assertThat(vault.snapshot().orElseThrow().catalog().sequence()).isEqualTo(4);
  }

  // A switch writes the copy first; these are the files as a kill between the two leaves them.
  @Test
  void killBetweenTheTwoWrites_leavesTheOldStateWithTheNewMemory() throws IOException {
    byte[] old = Files.readAllBytes(state);
    open();
    VaultFixture fixture = new VaultFixture(vault);
    fixture.serve(5, fixture.entry("one", "1.1", 1));
    vault.close();
    Files.write(state, old);
    Files.write(places.memory().resolve("memory.json.half.tmp"), new byte[] {'{'});

    open();

    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(vault.snapshot().orElseThrow().catalog().sequence()).isEqualTo(4);
    assertThat(vault.state().memory("primary").orElseThrow().sequence()).isEqualTo(5);
    assertThat(files(places.memory())).containsExactly("memory.json");
    new VaultFixture(vault).serve(5, fixture.entry("one", "1.1", 1));
    assertThat(vault.snapshot().orElseThrow().catalog().sequence()).isEqualTo(5);
  }

  @Test
  void killInTheFirstSwitchEver_isNoLoss() throws IOException {
    byte[] first = Files.readAllBytes(copy);
    Folders.delete(places.store());
    Folders.delete(places.memory());
    open();
    vault.close();
    Files.write(copy, first);

    open();

    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(vault.state().memory()).isEqualTo(before.memory());
  }

  @Test
  void switchWithoutNewMemory_leavesTheCopyAlone() throws IOException {
    open();
    Object written = Files.readAttributes(copy, "unix:ino").get("ino");

    vault.clear();

    assertThat(Files.readAttributes(copy, "unix:ino").get("ino")).isEqualTo(written);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
