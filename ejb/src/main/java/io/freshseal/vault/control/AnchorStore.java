package io.freshseal.vault.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorOrigin;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.entity.VaultSentence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The trust anchors that a machine has grown to from those of its operator: links that were judged,
 * in a folder of their own beside the state, which no clearing of a cache touches, and the newest
 * of them in a second one, which outlives the store. Every file is forced before the one that names
 * it, so that a kill leaves the old anchors or the new. Numbers never go back, unless an operator
 * puts another file in the place of the one that the chain grew from. May be used by any number of
 * threads.
 */
public final class AnchorStore {

  private final AnchorFiles files;
  private final AnchorFiles copy;
  private final boolean damaged;
  private volatile Optional<Grown> grown;

  /** The newest link, and the operator's file that the chain to it grew from. */
  record Grown(AnchorsEntry base, AnchorLink newest) {
    long number() {
      return newest.bundle().number();
    }

    boolean isAt(Optional<Grown> other) {
      return other
          .filter(it -> base.equals(it.base) && newest.bundleName().equals(it.newest.bundleName()))
          .isPresent();
    }
  }

  private AnchorStore(AnchorFiles files, AnchorFiles copy) throws StorageException {
    this.files = files;
    this.copy = copy;
    files.recover();
    copy.recover();
    AnchorFiles.Found main = files.read();
    AnchorFiles.Found second = copy.read();
    this.grown = newer(main.grown(), second.grown());
    this.damaged = main.damaged() || second.damaged();
    if (grown.isPresent() && !grown.get().isAt(second.grown())) {
      write(copy, grown.get());
    }
    if (grown.isPresent() && !grown.get().isAt(main.grown())) {
      write(files, grown.get());
    }
  }

  private static Optional<Grown> newer(Optional<Grown> one, Optional<Grown> other) {
    return one.filter(mine -> other.filter(theirs -> mine.number() < theirs.number()).isEmpty())
        .or(() -> other);
  }

  private static void write(AnchorFiles to, Grown next) throws StorageException {
    to.write(next.newest());
    to.write(next);
  }

  /**
   * Opens the folders, which need not be there yet.
   *
   * @param copy the second one, for the newest alone
   * @throws StorageException if the disk refuses
   */
  static AnchorStore open(Path folder, Path copy) throws StorageException {
    return new AnchorStore(new AnchorFiles(folder), new AnchorFiles(copy));
  }

  /** What was found damaged in the files that name the newest, as a part of a sentence. */
  Optional<Sentence> recovered() {
    VaultSentence outcome =
        grown.isPresent() ? VaultSentence.ANCHORS_RESTORED : VaultSentence.ANCHORS_LOST;
    return damaged ? Optional.of(Sentence.of(outcome)) : Optional.empty();
  }

  /**
   * Where this machine stands.
   *
   * @param operator the anchors that the operator gave it. They win if their number is higher, or
   *     if the chain did not grow from them and does not lead through them
   */
  public AnchorPoint standing(TrustAnchors operator) {
    return grown
        .filter(chain -> operator.number() <= chain.newest().bundle().number())
        .filter(chain -> grewFrom(chain, operator) || leadsThrough(operator))
        .map(chain -> AnchorPoint.of(chain.newest()))
        .orElseGet(() -> AnchorPoint.of(operator));
  }

  private static boolean grewFrom(Grown chain, TrustAnchors operator) {
    return chain.base().sha256().equals(operator.digest());
  }

  private boolean leadsThrough(TrustAnchors operator) {
    return operator
        .origin()
        .map(AnchorOrigin::number)
        .flatMap(this::link)
        .filter(link -> link.anchors().isSameAs(operator))
        .isPresent();
  }

  /** What this machine judges by, given what its operator gave it. */
  public TrustBasis following(TrustBasis operator) {
    return operator.with(standing(operator.anchors()).anchors());
  }

  /**
   * Goes on along links that were judged one by one, in one step.
   *
   * @param links from the one after {@link #standing} on; or the very link that it stands at, whose
   *     exact bytes were not known before
   * @throws IllegalArgumentException if that would be a step back
   * @throws StorageException if the disk refuses; everything stays as it was
   */
  public synchronized void adopt(TrustAnchors operator, List<AnchorLink> links)
      throws StorageException {
    AnchorPoint before = standing(operator);
    AnchorLink newest = links.get(links.size() - 1);
    if (newest.bundle().number() < before.number()
        || (newest.bundle().number() == before.number() && !before.isAt(newest))) {
      throw new IllegalArgumentException("trust anchors would go back");
    }
    Grown next = new Grown(base(operator), newest);
    for (AnchorLink link : links) {
      files.write(link);
    }
    write(copy, next);
    files.write(next);
    grown = Optional.of(next);
  }

  private static AnchorsEntry base(TrustAnchors operator) {
    return new AnchorsEntry(
        Math.max(1, operator.number()), operator.digest(), operator.pem().length);
  }

  /** The link of a number, as it is handed on; empty if it is not held. */
  public Optional<AnchorLink> link(long number) {
    return grown
        .filter(chain -> number <= chain.newest().bundle().number())
        .flatMap(chain -> files.find(chain.newest(), number));
  }

  /** The earliest link that is held without a gap up to the newest; empty if none is held. */
  public Optional<AnchorLink> earliest() {
    return grown.map(chain -> files.earliest(chain.newest()));
  }

  /**
   * Keeps an earlier link for others, which {@link #earliest} names by its digest.
   *
   * @throws IllegalArgumentException if it is not that one
   */
  public synchronized void keep(AnchorLink link) throws StorageException {
    if (earliest()
        .flatMap(e -> e.bundle().previous())
        .filter(link.bundleName()::equals)
        .isEmpty()) {
      throw new IllegalArgumentException("not the link before the earliest");
    }
    files.write(link);
  }
}
