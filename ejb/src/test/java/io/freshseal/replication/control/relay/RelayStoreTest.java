package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.LastVersions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayStoreTest {

  private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);
  private RelayStore store;
  private Sha256 unneeded;

  @BeforeEach
  void open() throws StorageException {
    store = RelayStore.open(new DataFolder(folder), clock);
    unneeded = store.vault().objects().put(new byte[] {1});
    store.vault().objects().touch(unneeded, START);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private boolean isHere() {
    return store.vault().objects().find(unneeded).isPresent();
  }

  @Test
  void whatNobodyNeeds_isKeptForADay_andGoesThen() {
    clock.advance(Duration.ofHours(23));
    assertThat(store.tidy(LastVersions.NONE)).isTrue();
    assertThat(isHere()).isTrue();

    clock.advance(Duration.ofHours(2));
    assertThat(store.tidy(LastVersions.NONE)).isTrue();
    assertThat(isHere()).isFalse();
  }

  @Test
  void whileARunIsAtWork_nothingIsTidied() throws StorageException {
    clock.advance(Duration.ofDays(2));

    assertThat(store.vault().alone(() -> store.tidy(LastVersions.NONE))).contains(false);

    assertThat(isHere()).isTrue();
  }

  @Test
  void store_isOfOneProcess_untilThatLeavesIt() throws StorageException {
    assertThatThrownBy(() -> RelayStore.open(new DataFolder(folder), clock))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(StatusCode.BUSY));

    store.close();
    store = RelayStore.open(new DataFolder(folder), clock);

    assertThat(isHere()).isTrue();
  }
}
