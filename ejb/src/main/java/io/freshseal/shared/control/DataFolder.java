package io.freshseal.shared.control;

import java.nio.file.Path;

/**
 * The folder of everything a process keeps, and the places in it. Absolute and normalized.
 *
 * @param root the folder itself, setting {@code freshseal.data}
 */
public record DataFolder(Path root) {

  /** The setting that names the folder. */
  public static final String SETTING = "freshseal.data";

  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder of this process. */
  public static DataFolder ofProcess() {
    return of(StartValues.ofProcess());
  }

  /** The folder that these values name. */
  public static DataFolder of(StartValues values) {
    return new DataFolder(Path.of(values.find(SETTING).orElse("freshseal-data")));
  }

  /** The embedded database. */
  public Path database() {
    return root.resolve("db");
  }

  /** Events that are not in the database yet. */
  public Path outbox() {
    return root.resolve("outbox");
  }

  /** The source's store and keys. */
  public Path source() {
    return root.resolve("source");
  }

  /** The relay's store. */
  public Path relay() {
    return root.resolve("relay");
  }

  /** Update bundles that are being received; emptied at every start. */
  public Path incoming() {
    return root.resolve("incoming");
  }

  /** Update bundles that arrive in pieces. */
  public Path uploads() {
    return root.resolve("uploads");
  }

  /** Which update bundles of a watched folder were taken. */
  public Path takenBundles() {
    return root.resolve("taken-bundles.json");
  }

  /** Deltas that were made here; may be deleted at any time. */
  public Path deltas() {
    return root.resolve("deltas");
  }

  /** Which former versions readers said to hold; may be deleted at any time. */
  public Path readersVersions() {
    return root.resolve("readers-versions");
  }

  /** Update bundles that were made here. */
  public Path bundles() {
    return root.resolve("bundles");
  }

  /** What the relay of a manager's own process keeps as a computer of its fleet. */
  public Path ownMember() {
    return root.resolve("manager");
  }

  /** The key under which the database keeps secrets that have to be told again. */
  public Path secretKey() {
    return root.resolve("secrets").resolve("database.key");
  }

  /** What a store remembers outside its own folder, so that it outlives that. */
  public Path memoryOf(Path store) {
    return root.resolve("memory").resolve(store.getFileName());
  }

  /** The file with the name of this node, which survives restarts. */
  public Path nodeId() {
    return root.resolve("node-id");
  }
}
