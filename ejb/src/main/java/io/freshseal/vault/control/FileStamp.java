package io.freshseal.vault.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What tells a file from another one in its place without reading it: one that was written since
 * has another stamp. No proof of its bytes: a disk that ages and a hand that turns the time of a
 * file back leave it alone, which is what {@link Scrub} is for.
 *
 * @param modified nanoseconds since 1970
 * @param key of the file system, with the inode where it has such
 */
public record FileStamp(long size, long modified, Optional<Object> key) {

  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
      return read.isRegularFile()
          ? Optional.of(
              new FileStamp(
                  read.size(),
                  read.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                  Optional.ofNullable(read.fileKey())))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
