package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Pieces of work of which one is done at a time. Safe for threads. */
final class SoleWork {

  private final Semaphore place = new Semaphore(1);

  /** Does a piece of work; empty, and nothing done, if another one is being done. */
  <T> Optional<T> alone(Vault.Work<T> piece) throws StorageException {
    return place.tryAcquire() ? perform(piece) : Optional.empty();
  }

  /** The same, after waiting for the other one for so long at most; an interrupt ends that. */
  <T> Optional<T> alone(Vault.Work<T> piece, Duration patience) throws StorageException {
    try {
      boolean mine = place.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      return mine ? perform(piece) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private <T> Optional<T> perform(Vault.Work<T> piece) throws StorageException {
    try {
      return Optional.of(piece.run());
    } finally {
      place.release();
    }
  }
}
