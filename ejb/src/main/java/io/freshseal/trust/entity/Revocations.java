package io.freshseal.trust.entity;

import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The revocation lists at hand, of any issuer, each once. Immutable. */
public final class Revocations {

  /** Most lists that one catalog may name. */
  public static final int MAX_LISTS = 16;

  /** Most bytes that these may have together; in memory they take some twenty times as much. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final Revocations NONE = new Revocations(List.of());

  private final List<RevocationList> lists;

  private Revocations(Collection<RevocationList> lists) {
    this.lists = List.copyOf(lists);
  }

  /** No list at all. */
  public static Revocations none() {
    return NONE;
  }

  /** Of lists that were read already; the same one twice counts once. */
  public static Revocations of(Collection<RevocationList> lists) {
    return new Revocations(new LinkedHashSet<>(lists));
  }

  /**
   * Reads foreign bytes. Refuses {@code TOO_LARGE} beyond {@link #MAX_LISTS} and {@link
   * #MAX_BYTES}, and whatever {@link RevocationList#parse} refuses: a list that is at hand and
   * cannot be read is no missing list.
   */
  public static Verdict<Revocations> parse(List<byte[]> ders) {
    long bytes = ders.stream().mapToLong(der -> der.length).sum();
    Optional<Evidence> excess = exceeds(ders.size(), bytes);
    if (excess.isPresent()) {
      return Verdict.reject(StatusCode.TOO_LARGE, excess.get());
    }
    List<RevocationList> read = new ArrayList<>();
    for (byte[] der : ders) {
      Verdict<RevocationList> list = RevocationList.parse(der);
      if (list instanceof Verdict.Rejected<RevocationList> refused) {
        return Verdict.reject(refused.reason(), refused.evidence());
      }
      read.add(list.toOptional().orElseThrow());
    }
    return Verdict.accept(of(read));
  }

  /** What there is to object to so many lists of so many bytes; empty if nothing. */
  public static Optional<Evidence> exceeds(int count, long bytes) {
    return count > MAX_LISTS || bytes > MAX_BYTES
        ? Optional.of(
            Evidence.of(TrustSentence.REVOCATION_LISTS_EXCEED, count, bytes, MAX_LISTS, MAX_BYTES))
        : Optional.empty();
  }

  /** These and those. */
  public Revocations and(Revocations others) {
    Set<RevocationList> all = new LinkedHashSet<>(lists);
    all.addAll(others.lists);
    return new Revocations(all);
  }

  /** The lists, in no particular order. */
  public List<RevocationList> lists() {
    return lists;
  }

  /** The next instant at which one of them runs out. */
  public Optional<Instant> nextEnd(Instant now) {
    return lists.stream()
        .flatMap(list -> list.nextUpdate().stream())
        .filter(end -> !end.isBefore(now))
        .min(Instant::compareTo);
  }

  /** Equal if the lists are, in whatever order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Revocations revocations
        && Set.copyOf(lists).equals(Set.copyOf(revocations.lists));
  }

  @Override
  public int hashCode() {
    return Set.copyOf(lists).hashCode();
  }
}
