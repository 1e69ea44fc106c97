package io.freshseal.bundle.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an isolated store has already, so that a bundle can leave it out. Nothing of it is secret or
 * believed: a wrong list makes a bundle that is too large, or one that names what is missing.
 *
 * @param source name of the source that is followed
 * @param epoch of the catalog that was followed last; 0 before the first
 * @param sequence of it; 0 before the first
 * @param held objects that need not be carried
 */
public record RequestList(String source, long epoch, long sequence, Set<Sha256> held) {

  /** The most objects of a list. */
  public static final int MOST_HELD = 50_000;

  public RequestList {
    Objects.requireNonNull(source);
    held = Set.copyOf(held);
    if (epoch < 0 || sequence < 0 || held.size() > MOST_HELD) {
      throw new IllegalArgumentException("out of range");
    }
  }

  /** Why no bundle of a catalog is made for this list: its store follows another source. */
  public Optional<Sentence> refuses(Catalog offered) {
    return source.isEmpty() || source.equals(offered.source())
        ? Optional.empty()
        : Optional.of(Sentence.of(BundleSentence.REQUEST_OTHER_SOURCE, source, offered.source()));
  }
}
