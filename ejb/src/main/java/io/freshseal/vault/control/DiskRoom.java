package io.freshseal.vault.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how much room a disk has, so that a quota can take the place of the file store. */
@FunctionalInterface
public interface DiskRoom {

  /** What the operating system says. */
  DiskRoom OF_FILE_STORE = folder -> Files.getFileStore(folder).getUsableSpace();

  /** Bytes that this process may still write below the folder. */
  long usableBytes(Path folder) throws IOException;
}
