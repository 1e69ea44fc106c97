package io.freshseal.api.serving;

import io.freshseal.inventory.entity.Judgements;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What is served under one base address. Asked for every request, so quick: no database. */
public interface Shelf {

  /** Whether this process has the role that serves here, and is not switched off. */
  boolean active();

  /** What is served at this moment; empty before the first catalog. */
  Optional<Snapshot> snapshot();

  /** On what the signature files of the snapshot were accepted here, as far as it was looked at. */
  Judgements judgements();

  /** The file of an object. */
  Optional<Path> find(Sha256 digest);

  /**
   * The file of an object that is about to be sent, fetched first if it comes on request: that
   * takes some seconds at most, and a thread.
   *
   * @throws io.freshseal.api.problem.ProblemException if it would come on request, but does not now
   */
  default Optional<Path> obtain(Sha256 digest) {
    return find(digest);
  }

  /** Notes that an object is asked for that is answered by other means than its file. */
  default void note(Sha256 digest) {}

  /** The length of an object that is here, or would come on request. */
  default OptionalLong length(Sha256 digest) {
    return find(digest).map(Shelf::length).orElse(OptionalLong.empty());
  }

  /** The length of a file; empty if it is gone. */
  static OptionalLong length(Path file) {
    try {
      return OptionalLong.of(Files.size(file));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The link of the chain of trust anchors with this number. */
  Optional<byte[]> anchorLink(long number);

  /** Calls this, which returns at once, whenever another snapshot is served. */
  void whenSwitched(Runnable listener);

  /** The trust anchors, PEM. Only to be asked where the role is active. */
  byte[] anchorsPem();
}
