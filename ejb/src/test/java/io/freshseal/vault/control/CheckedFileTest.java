package io.freshseal.vault.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.entity.CopyFault;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedFileTest {

  private static final StoreState EMPTY = StoreState.empty();
  private static final StoreState TIMED = EMPTY.trusting(Instant.parse("2030-01-01T00:00:00Z"));

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("state.json");
  }

  private CheckedFile<StoreState> file() {
    return new CheckedFile<>(path, StateJson.FORM, StateFiles.MAX_BYTES);
  }

  @Test
  void valueTooLongToBeReadBack_isNotWritten() throws IOException {
    int length = CheckedBytes.seal(StateJson.FORM.write(EMPTY)).length;
    CheckedFile<StoreState> file = new CheckedFile<>(path, StateJson.FORM, length);
    file.write(EMPTY);

    assertThatThrownBy(() -> file.write(TIMED)).isInstanceOf(StorageException.class);
    assertThat(file.read().value()).contains(EMPTY);
  }

  @Test
  void fileOfTheFirstReleases_isReadWithoutACheckSum() throws IOException {
    Files.write(path, StateJson.FORM.write(TIMED));

    assertThat(file().read())
        .isEqualTo(new CheckedFile.Found<>(Optional.of(TIMED), Optional.empty(), false));
  }

  @Test
  void everyFlippedBitAndEveryMissingEnd_isDamageOrChangesNothing() throws IOException {
    file().write(TIMED);
    byte[] good = Files.readAllBytes(path);
    int damaged = 0;
    for (int at = 0; at < good.length * 8; at++) {
      byte[] bad = good.clone();
      bad[at / 8] ^= (byte) (1 << at % 8);
      damaged += readsAsDamageOrTheSame(bad) ? 1 : 0;
    }
    for (int length = 0; length < good.length; length++) {
      damaged += readsAsDamageOrTheSame(Arrays.copyOf(good, length)) ? 1 : 0;
    }
    // But for flips in the name of the member with the check sum itself, which take nothing away.
    assertThat(damaged).isGreaterThan(good.length * 9 - 80);
  }

  private boolean readsAsDamageOrTheSame(byte[] bad) throws IOException {
    Files.write(path, bad);
    CheckedFile.Found<StoreState> found = file().read();
    if (found.value().isPresent()) {
      assertThat(found.value()).contains(TIMED);
      return false;
    }
    assertThat(found.fault()).contains(CopyFault.DAMAGED);
    assertThat(path).doesNotExist();
    assertThat(directory.resolve("state.damaged.json")).hasBinaryContent(bad);
    return true;
  }
}
