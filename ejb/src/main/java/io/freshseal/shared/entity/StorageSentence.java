package io.freshseal.shared.entity;

/** What a disk, or a folder in use, prevents. */
public enum StorageSentence implements SentenceKey {
  /** 0 the file or folder. */
  NO_ROOM,
  /** 0 the file or folder, 1 what the system says, in English. */
  DISK_FAILED,
  /** 0 the component, 1 the version. */
  OBJECT_GONE,
  /** 0 the bound, 1 the folder. */
  OUTBOX_FULL,
  /** 0 the folder. */
  FOLDER_IN_USE,
  /** 0 what the system says, in English. */
  LOCK_KEPT,
  /** 0 the bytes, 1 the bound. */
  STATE_TOO_LARGE;

  @Override
  public String family() {
    return "storage";
  }
}
