package io.freshseal.shared.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.shared.entity.StorageSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A fault of the local disk, told apart from a fault of a network stream. Carries the status code
 * to report: {@link StatusCode#DISK_FULL}, {@link StatusCode#STORAGE_FAULT}, or {@link
 * StatusCode#BUSY} if another process holds the folder.
 */
public final class StorageException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Below this much room, a failed write counts as a full disk whatever its message says. */
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private final StatusCode code;
  private final transient Sentence sentence;

  /** Makes a fault with a sentence for the operator. */
  public StorageException(StatusCode code, SentenceKey key, Object... arguments) {
    this(code, Sentence.of(key, arguments), null);
  }

  private StorageException(StatusCode code, Sentence sentence, IOException cause) {
    super(sentence.english(), cause);
    this.code = code;
    this.sentence = sentence;
  }

  /**
   * Classifies what the operating system reported.
   *
   * @param where the file or folder that was worked on
   */
  public static StorageException of(IOException fault, Path where) {
    if (fault instanceof StorageException already) {
      return already;
    }
    if (isNoRoom(fault) || usableBytes(where) < NO_ROOM_BYTES) {
      return new StorageException(
          StatusCode.DISK_FULL, Sentence.of(StorageSentence.NO_ROOM, where), fault);
    }
    return new StorageException(
        StatusCode.STORAGE_FAULT, Sentence.of(StorageSentence.DISK_FAILED, where, fault), fault);
  }

  private static boolean isNoRoom(IOException fault) {
    String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("disk quota exceeded")
        || message.contains("not enough space");
  }

  private static long usableBytes(Path where) {
    Path existing = where.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null ? Long.MAX_VALUE : Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Why, for the operator; the message is its English. */
  public Sentence sentence() {
    return sentence;
  }

  /** What to report. */
  public StatusCode code() {
    return code;
  }
}
