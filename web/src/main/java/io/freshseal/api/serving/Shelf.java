package io.freshseal.api.serving;

import io.freshseal.inventory.entity.Judgements;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import java.nio.file.Path;
import java.util.Optional;

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

  /** The link of the chain of trust anchors with this number. */
  Optional<byte[]> anchorLink(long number);

  /** Calls this, which returns at once, whenever another snapshot is served. */
  void whenSwitched(Runnable listener);

  /** The trust anchors, PEM. Only to be asked where the role is active. */
  byte[] anchorsPem();
}
