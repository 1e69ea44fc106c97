package io.freshseal.vault.control;

import static io.freshseal.vault.control.VaultFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.CopyFaults;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreMemory;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(NOW);
  private Vault vault;
  private VaultFixture fixture;

  @BeforeEach
  void open() throws IOException {
    vault = Vault.open(StorePlaces.in(folder), clock);
    fixture = new VaultFixture(vault);
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  private void restart() throws IOException {
    vault.close();
    open();
  }

  @Test
  void what_was_switched_to_is_there_after_a_restart() throws IOException {
    CatalogEntry one = fixture.entry("one", "1.0", 1);
    fixture.serve(1, one);
    StoreState before = vault.state();

    restart();

    assertThat(vault.state()).isEqualTo(before);
    assertThat(vault.recovery().isLoss()).isFalse();
    Snapshot snapshot = vault.snapshot().orElseThrow();
    assertThat(snapshot.find(one.id())).contains(one);
    assertThat(snapshot.catalog().sequence()).isEqualTo(1);
    assertThat(vault.objects().holds(snapshot.catalogDigest(), snapshot.catalogSize())).isTrue();
  }

  @Test
  void what_is_held_as_the_catalog_names_it_is_in_memory_once() throws IOException {
    CatalogEntry one = fixture.entry("one", "1.0", 1);
    fixture.serve(1, one, fixture.entry("two", "2.00", 1));
    restart();

    Snapshot snapshot = vault.snapshot().orElseThrow();
    assertThat(vault.state().held()).hasSize(2);
    for (CatalogEntry named : snapshot.catalog().components()) {
      assertThat(vault.state().find(named.id()).orElseThrow()).isSameAs(named);
    }
  }

  @Test
  void version_that_is_equal_but_written_in_another_way_stays_as_it_was_signed()
      throws IOException {
    CatalogEntry held = fixture.entry("one", "1.0", 1);
    CatalogEntry other =
        new CatalogEntry(
            held.id(),
            held.kind(),
            held.platform(),
            new ComponentVersion("1.00"),
            held.size(),
            held.sha256(),
            held.signature());
    fixture.serve(1, other);

    vault.switchTo(vault.state().holding(List.of(held), VaultFixture.NOW));

    assertThat(other).isEqualTo(held);
    assertThat(heldAs()).isEqualTo("1.0");
    restart();
    assertThat(heldAs()).isEqualTo("1.0");
    assertThat(vault.snapshot().orElseThrow().catalog().components().get(0).version().text())
        .isEqualTo("1.00");
  }

  private String heldAs() {
    return vault.state().held().get(0).version().text();
  }

  @Test
  void snapshot_taken_before_a_switch_stays_as_it_was() throws IOException {
    CatalogEntry old = fixture.entry("one", "1.0", 1);
    fixture.serve(1, old);
    Snapshot taken = vault.snapshot().orElseThrow();

    CatalogEntry next = fixture.entry("one", "1.1", 1);
    fixture.serve(2, next);

    assertThat(taken.find(old.id())).contains(old);
    assertThat(vault.snapshot().orElseThrow().versions(old.id())).containsExactly(next, old);
    assertThat(vault.snapshot().orElseThrow().find(old.id(), old.version())).contains(old);
  }

  @Test
  void second_store_on_the_same_folder_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> Vault.open(StorePlaces.in(folder), clock))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(StatusCode.BUSY))
        .hasMessageContaining("in use by another process");
  }

  @Test
  void state_that_goes_back_is_refused_and_not_written() throws IOException {
    fixture.serve(5, fixture.entry("one", "1.0", 1));
    StoreState before = vault.state();
    StoreState forgetful =
        new StoreState(
            before.served(),
            before.held(),
            before.superseded(),
            new StoreMemory(
                before.memory().memories(),
                Optional.empty(),
                before.memory().source(),
                before.revocations()));

    assertThatThrownBy(() -> vault.switchTo(forgetful))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fixture.serve(4, fixture.entry("one", "1.0", 1)))
        .isInstanceOf(IllegalArgumentException.class);
    restart();
    assertThat(vault.state()).isEqualTo(before);
  }

  @Test
  void state_that_names_missing_objects_is_refused() throws IOException {
    CatalogEntry missing =
        fixture.entry("one", "1.0", 1).withSignature(VaultFixture.signature(new byte[] {9}, 1));

    assertThatThrownBy(() -> fixture.serve(1, missing))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(vault.snapshot()).isEmpty();
  }

  @Test
  void torn_writes_are_gone_after_a_restart_but_young_partial_objects_stay() throws IOException {
    fixture.serve(1, fixture.entry("one", "1.0", 1));
    StoreState before = vault.state();
    Path staging = folder.resolve("staging");
    Files.write(staging.resolve("half.tmp"), new byte[10]);
    Files.write(folder.resolve("state.json.half.tmp"), new byte[] {'{'});
    Sha256 young = Sha256.of(new byte[] {1});
    Sha256 old = Sha256.of(new byte[] {2});
    age(Files.write(staging.resolve(young.hex() + ".part"), new byte[1]), Duration.ofDays(6));
    age(Files.write(staging.resolve(old.hex() + ".part"), new byte[1]), Duration.ofDays(8));

    restart();

    assertThat(vault.state()).isEqualTo(before);
    assertThat(vault.recovery())
        .isEqualTo(new Recovery(3, List.of(), false, CopyFaults.NONE, Optional.empty()));
    try (Stream<Path> left = Files.list(staging)) {
      assertThat(left).containsExactly(staging.resolve(young.hex() + ".part"));
    }
    assertThat(folder.resolve("state.json.half.tmp")).doesNotExist();
  }

  @Test
  void catalog_whose_objects_are_damaged_is_withdrawn_and_the_memory_kept() throws IOException {
    CatalogEntry one = fixture.entry("one", "1.0", 1);
    CatalogEntry two = fixture.entry("two", "1.0", 1);
    fixture.serve(1, one, two);
    StoreState before = vault.state();
    Files.write(vault.objects().find(two.sha256()).orElseThrow(), new byte[1]);

    restart();

    assertThat(vault.recovery().withdrawn()).isTrue();
    assertThat(vault.recovery().dropped()).containsExactly(two);
    assertThat(vault.snapshot()).isEmpty();
    assertThat(vault.state().held()).containsExactly(one);
    assertThat(vault.state().memory()).isEqualTo(before.memory());
  }

  @Test
  void damaged_payload_withdraws_the_catalog() throws IOException {
    fixture.serve(1, fixture.entry("one", "1.0", 1));
    Path payload =
        vault.objects().find(vault.snapshot().orElseThrow().payloadDigest()).orElseThrow();
    byte[] bytes = Files.readAllBytes(payload);
    bytes[20] ^= 1;
    Files.write(payload, bytes);

    restart();

    assertThat(vault.recovery().withdrawn()).isTrue();
    assertThat(vault.snapshot()).isEmpty();
    assertThat(vault.state().held()).hasSize(1);
  }

  @Test
  void garbage_is_collected_a_day_after_it_was_superseded_and_not_before() throws IOException {
    CatalogEntry old = fixture.entry("one", "1.0", 1);
    CatalogEntry renewed = fixture.renewed(old, 2);
    CatalogEntry next = fixture.entry("one", "1.1", 1);
    fixture.serve(1, old);
    Sha256 firstCatalog = vault.snapshot().orElseThrow().catalogDigest();
    ageAllObjects(Duration.ofDays(30));
    fixture.serve(2, renewed);
    fixture.serve(3, next);

    clock.advance(DAY.minusMinutes(1));
    vault.collectGarbage(clock.instant(), DAY, Set.of());
    assertThat(vault.objects().find(old.signature().sha256())).isPresent();
    assertThat(vault.objects().find(firstCatalog)).isPresent();
    assertThat(vault.snapshot().orElseThrow().versions(old.id())).hasSize(2);

    clock.advance(Duration.ofMinutes(2));
    ageFresh(renewed);
    vault.collectGarbage(clock.instant(), DAY, Set.of());
    assertThat(vault.objects().find(old.signature().sha256())).isEmpty();
    assertThat(vault.objects().find(firstCatalog)).isEmpty();
    assertThat(vault.objects().find(renewed.signature().sha256())).isEmpty();
    assertThat(vault.objects().find(old.sha256())).isEmpty();
    assertThat(vault.snapshot().orElseThrow().versions(old.id())).containsExactly(next);
    assertThat(vault.objects().verify(next.sha256())).isTrue();
    restart();
    assertThat(vault.recovery().isLoss()).isFalse();
  }

  @Test
  void garbage_collection_spares_what_it_is_told_to() throws IOException {
    Sha256 staged = vault.objects().put(new byte[] {1, 2, 3});
    Sha256 forgotten = vault.objects().put(new byte[] {4, 5, 6});
    ageAllObjects(Duration.ofDays(2));

    assertThat(vault.collectGarbage(NOW, DAY, Set.of(staged))).isEqualTo(1);

    assertThat(vault.objects().find(staged)).isPresent();
    assertThat(vault.objects().find(forgotten)).isEmpty();
  }

  @Test
  void cleared_store_forgets_its_objects_and_keeps_its_memory() throws IOException {
    fixture.serve(7, fixture.entry("one", "1.0", 1));
    StoreState before = vault.state();

    vault.clear();

    assertThat(vault.snapshot()).isEmpty();
    assertThat(vault.state().held()).isEmpty();
    assertThat(vault.state().memory()).isEqualTo(before.memory());
    assertThat(objectFiles()).isZero();
    restart();
    assertThat(vault.state().memory("primary").orElseThrow().sequence()).isEqualTo(7);
  }

  private long objectFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private void ageAllObjects(Duration age) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        age(file, age);
      }
    }
  }

  // Written by the file system's clock, which the test does not set.
  private void ageFresh(CatalogEntry entry) throws IOException {
    Files.setLastModifiedTime(
        vault.objects().find(entry.signature().sha256()).orElseThrow(), FileTime.from(NOW));
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }
}
