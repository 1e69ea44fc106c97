package io.freshseal.vault.control;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.control.CheckedFile.Found;
import io.freshseal.vault.entity.CopyFault;
import io.freshseal.vault.entity.CopyFaults;
import io.freshseal.vault.entity.StoreMemory;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.util.Optional;

/**
 * The two files of a store that must never go back: {@code state.json} in its folder, and in
 * another one {@code memory.json} with the part of it that guards against rollback. The memory is
 * always written first, so that it is never below what any state on disk has; ahead of it, it does
 * no harm, since a catalog that was accepted may be remembered before it is served.
 */
final class StateFiles {

  /** The longest of either; a state of the most components of every source stays below it. */
  static final long MAX_BYTES = 256L * 1024 * 1024;

  private final CheckedFile<StoreState> state;
  private final CheckedFile<StoreMemory> memory;
  private Optional<StoreState> stateOnDisk = Optional.empty();
  private Optional<StoreMemory> memoryOnDisk = Optional.empty();

  /**
   * What both files say together.
   *
   * @param removed how many leftovers of interrupted writes were deleted
   */
  record Reading(StoreState state, CopyFaults faults, int removed) {}

  StateFiles(StorePlaces places) throws StorageException {
    DurableFiles.createDirectories(places.memory());
    this.state = new CheckedFile<>(places.store().resolve("state.json"), StateJson.FORM, MAX_BYTES);
    this.memory =
        new CheckedFile<>(places.memory().resolve("memory.json"), StoreMemoryJson.FORM, MAX_BYTES);
  }

  /**
   * Reads both, of every value that is remembered the higher one; writes nothing but sets aside
   * what cannot be understood.
   *
   * @throws StorageException if the disk refuses
   */
  Reading read() throws StorageException {
    int removed = state.recover() + memory.recover();
    Found<StoreState> main = state.read();
    Found<StoreMemory> copy = memory.read();
    stateOnDisk = main.checked() ? main.value() : Optional.empty();
    memoryOnDisk = copy.value();
    StoreState known = main.value().orElse(StoreState.empty());
    StoreMemory both = known.memory().joined(copy.value().orElse(StoreMemory.none()));
    return new Reading(known.with(both), faults(main, copy), removed);
  }

  // A file is only missing if the other one shows that it has been there.
  private static CopyFaults faults(Found<StoreState> main, Found<StoreMemory> copy) {
    Optional<CopyFault> ofState = main.fault();
    Optional<CopyFault> ofCopy = copy.fault();
    boolean neverWritten =
        ofState.isEmpty()
            ? !main.checked() || remembersNothing(main.value().map(StoreState::memory))
            : ofState.get() == CopyFault.MISSING;
    if (ofCopy.equals(Optional.of(CopyFault.MISSING)) && neverWritten) {
      return CopyFaults.NONE;
    }
    if (ofState.equals(Optional.of(CopyFault.MISSING)) && remembersNothing(copy.value())) {
      return CopyFaults.NONE;
    }
    return new CopyFaults(ofState, ofCopy);
  }

  private static boolean remembersNothing(Optional<StoreMemory> found) {
    return found.filter(StoreMemory.none()::equals).isPresent();
  }

  /** Brings both files to a state, where they are not at it. */
  void settle(StoreState known) throws StorageException {
    if (stateOnDisk.equals(Optional.of(known))
        && memoryOnDisk.equals(Optional.of(known.memory()))) {
      // What was read of them is not needed beside it.
      stateOnDisk = Optional.of(known);
      memoryOnDisk = Optional.of(known.memory());
    } else {
      write(known);
    }
  }

  /**
   * Forces a state to disk, each file in one step.
   *
   * @throws StorageException if the disk refuses; the state is then the one before
   */
  void write(StoreState next) throws StorageException {
    if (!memoryOnDisk.equals(Optional.of(next.memory()))) {
      memory.writeAhead(next.memory());
      memoryOnDisk = Optional.of(next.memory());
    }
    state.write(next);
    stateOnDisk = Optional.of(next);
  }
}
