package io.freshseal.member.control;

import io.freshseal.events.control.Outbox;
import io.freshseal.shared.control.StorageException;
import java.util.Objects;

/**
 * What a computer keeps of its membership over restarts.
 *
 * @param spool events that the manager has not confirmed yet
 */
public record MemberMemory(Memberships membership, OrderLog log, Outbox spool) {

  public MemberMemory {
    Objects.requireNonNull(membership);
    Objects.requireNonNull(log);
    Objects.requireNonNull(spool);
  }

  /**
   * Opens what is in a folder, or begins.
   *
   * @throws StorageException if the disk refuses
   */
  public static MemberMemory open(MemberFolder folder) throws StorageException {
    return new MemberMemory(
        new MembershipFile(folder), OrderLog.open(folder), Outbox.open(folder.spool()));
  }
}
