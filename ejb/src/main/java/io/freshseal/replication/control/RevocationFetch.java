package io.freshseal.replication.control;

import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.ObjectStore;
import io.freshseal.vault.control.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gets the revocation lists that a catalog names, from the store or else the source. Keeps none.
 */
public final class RevocationFetch {

  private final ObjectStore objects;
  private final Asking source;

  /** Asks a source for a small object of known digest and length. */
  @FunctionalInterface
  public interface Asking {
    /** As {@link UpdateSource#fetchBytes}. */
    BytesAnswer fetch(Sha256 digest, long size);
  }

  /**
   * What could be had.
   *
   * @param missing one that the source does not hand out, if so
   */
  public record Obtained(Revocations lists, Optional<Sha256> missing) {}

  public RevocationFetch(ObjectStore objects, Asking source) {
    this.objects = objects;
    this.source = source;
  }

  /**
   * The lists at hand in a store: the newest accepted of each issuer, and those of what is served.
   * One that is missing or damaged is left out.
   *
   * @throws StorageException if the disk refuses
   */
  public static Revocations atHand(Vault vault) throws StorageException {
    List<ObjectEntry> named =
        Stream.concat(
                vault.state().revocations().newest().values().stream().map(known -> known.list()),
                vault.snapshot().stream().flatMap(served -> served.catalog().crls().stream()))
            .distinct()
            .toList();
    List<RevocationList> lists = new ArrayList<>();
    for (ObjectEntry entry : named) {
      if (entry.size() <= RevocationList.MAX_BYTES) {
        vault
            .objects()
            .read(entry.sha256(), entry.size())
            .flatMap(der -> RevocationList.parse(der).toOptional())
            .ifPresent(lists::add);
      }
    }
    return Revocations.of(lists);
  }

  /**
   * Gets the lists. Refuses {@code TOO_LARGE} before anything is asked for, {@code
   * DIGEST_MISMATCH}, and what {@link Revocations#parse} refuses; that the source does not have one
   * is no refusal.
   *
   * @throws StorageException if the disk refuses
   */
  public Verdict<Obtained> fetch(List<ObjectEntry> named) throws StorageException {
    long bytes = named.stream().mapToLong(ObjectEntry::size).sum();
    Optional<Evidence> excess = Revocations.exceeds(named.size(), bytes);
    if (excess.isPresent()) {
      return Verdict.reject(StatusCode.TOO_LARGE, excess.get());
    }
    List<byte[]> ders = new ArrayList<>();
    Optional<Sha256> missing = Optional.empty();
    for (ObjectEntry entry : named) {
      Optional<byte[]> here = objects.read(entry.sha256(), entry.size());
      if (here.isPresent()) {
        ders.add(here.get());
      } else if (source.fetch(entry.sha256(), entry.size()) instanceof BytesAnswer.Fetched got) {
        if (!Sha256.of(got.bytes()).equals(entry.sha256())) {
          return Verdict.reject(
              StatusCode.DIGEST_MISMATCH,
              Evidence.of(ReplicationSentence.REVOCATION_LIST_OTHER, entry.sha256()));
        }
        ders.add(got.bytes());
      } else {
        missing = Optional.of(entry.sha256());
      }
    }
    Optional<Sha256> withheld = missing;
    return Revocations.parse(ders).map(lists -> new Obtained(lists, withheld));
  }
}
