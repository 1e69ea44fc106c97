package io.freshseal.vault.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  @TempDir Path directory;

  @Test
  void stateTooLongToBeReadBack_isNotWritten() throws IOException {
    StoreState small = StoreState.empty();
    StoreState longer = small.trusting(Instant.parse("2030-01-01T00:00:00Z"));
    StateFile file = new StateFile(directory, StateJson.write(small).length);
    file.write(small);

    assertThatThrownBy(() -> file.write(longer)).isInstanceOf(StorageException.class);
    assertThat(file.read()).contains(small);
  }
}
