package io.freshseal.member.control;

import io.freshseal.member.entity.Membership;
import io.freshseal.shared.control.StorageException;
import java.util.Optional;

/** Where a computer keeps that it belongs to a fleet. */
public interface Memberships {

  /**
   * Reads it.
   *
   * @return empty if the computer belongs to no fleet
   * @throws StorageException if the disk refuses, or what is kept is damaged
   */
  Optional<Membership> read() throws StorageException;

  /**
   * Puts a membership in the place of the one before, in one step.
   *
   * @throws StorageException if the disk refuses
   */
  void write(Membership membership) throws StorageException;
}
