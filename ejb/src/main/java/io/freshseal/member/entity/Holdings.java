package io.freshseal.member.entity;

import java.util.Comparator;
import java.util.List;

/**
 * Everything that a computer holds, sorted by component. Many computers hold the same, so a manager
 * keeps each list once, by the digest of its JSON.
 */
public record Holdings(List<HeldFile> files) {

  /** Nothing held. */
  public static final Holdings NONE = new Holdings(List.of());

  public Holdings {
    files = files.stream().sorted(Comparator.comparing(HeldFile::id)).toList();
  }
}
