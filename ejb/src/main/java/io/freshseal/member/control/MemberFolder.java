package io.freshseal.member.control;

import io.freshseal.events.control.Outbox;
import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.control.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What belongs to the membership in a computer's folder: the trust anchors beside the store, and
 * the rest in a folder of its own that its owner alone can read.
 *
 * @param root the computer's folder
 */
public record MemberFolder(Path root) {

  private static final String NAME = "member";

  /** The membership itself, a secret. */
  public Path membership() {
    return root.resolve(NAME).resolve("membership.json");
  }

  /** The trust anchors that came with the enrolment; the operator may replace them. */
  public Path anchors() {
    return root.resolve("anchors.pem");
  }

  /** The id of a joining that is going on, a secret. */
  Path joining() {
    return root.resolve(NAME).resolve("joining");
  }

  /** Orders done or in progress. */
  Path orders() {
    return root.resolve(NAME).resolve("orders.json");
  }

  /** How the service hears of new catalogs. */
  public Path push() {
    return root.resolve(NAME).resolve("push.json");
  }

  /** Locked by the service for as long as it runs, and by nobody else for longer than a look. */
  public Path service() {
    return root.resolve(NAME).resolve("service.lock");
  }

  /** Events that the manager has not confirmed yet. */
  Path spool() {
    return root.resolve(NAME).resolve("spool");
  }

  /**
   * Opens what waits for the manager.
   *
   * @throws StorageException if the disk refuses
   */
  public Outbox openSpool() throws StorageException {
    create();
    return Outbox.open(spool());
  }

  /**
   * Makes the folder if it is missing, and keeps other processes from speaking for this computer.
   *
   * @return to be closed in the end
   * @throws StorageException {@code BUSY} if another process does, else what the disk says
   */
  public FolderLock claim() throws StorageException {
    return FolderLock.take(create());
  }

  private Path create() throws StorageException {
    Path folder = root.resolve(NAME);
    try {
      OwnerOnlyFiles.createDirectory(folder);
      return folder;
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  /**
   * Forgets the orders of an earlier membership.
   *
   * @throws StorageException if the disk refuses
   */
  public void forgetOrders() throws StorageException {
    try {
      Files.deleteIfExists(orders());
    } catch (IOException e) {
      throw StorageException.of(e, orders());
    }
  }
}
