package io.freshseal.api.serving;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.boundary.DeltaDesk;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A desk where one delta is ready, and counts how often it is asked. */
final class ReadyDelta extends DeltaDesk {

  static final byte[] BYTES = {40, 41};

  private final DeltaChange change;
  private final Path file;
  int looks;

  ReadyDelta(Path folder, Sha256 held, Sha256 wanted) throws IOException {
    change = new DeltaChange(held, wanted);
    file = Files.write(folder.resolve("ready.dcz"), BYTES);
  }

  @Override
  public Optional<Delta> find(DeltaChange asked) {
    looks++;
    return asked.equals(change)
        ? Optional.of(new Delta(change, Sha256.of(BYTES), BYTES.length))
        : Optional.empty();
  }

  @Override
  public boolean isComing(DeltaChange asked) {
    looks++;
    return false;
  }

  @Override
  public Path file(Delta delta) {
    return file;
  }
}
