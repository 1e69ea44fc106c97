package io.freshseal.vault.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SignatureJudge.Examined;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import java.util.Optional;

/**
 * Judges signature files of a store. One that was accepted before and is the same file yet is not
 * read again while it stands (docs/adr/0032). For any number of threads.
 */
public final class SignatureFiles {

  private final ObjectStore objects;
  private final SignatureJudge judge;

  /** Makes it for the files of a store. */
  public SignatureFiles(ObjectStore objects, SignatureJudge judge) {
    this.objects = objects;
    this.judge = judge;
  }

  /**
   * Judges the signature file of an entry.
   *
   * @return empty if it is missing or damaged
   * @throws StorageException if the disk refuses
   */
  public Optional<Verdict<SignatureFacts>> judge(CatalogEntry entry, JudgeContext context)
      throws StorageException {
    Sha256 digest = entry.signature().sha256();
    long size = entry.signature().size();
    Optional<FileStamp> stamp = objects.stamp(digest).filter(s -> s.size() <= size);
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    KeptVerdicts.Under kept = objects.verdicts().under(context);
    Optional<SignatureFacts> standing = kept.find(digest, stamp.get(), expected(entry));
    if (standing.isPresent()) {
      return Optional.of(Verdict.accept(standing.get()));
    }
    // The stamp is of before the bytes: what is written in between has another one.
    return objects
        .read(digest, size)
        .map(file -> judge.examine(file, expected(entry), context))
        .map(verdict -> verdict.map(examined -> kept(entry, stamp.get(), examined, kept)));
  }

  /** Keeps what was said of the file of an entry, which has just been written here. */
  public void keep(CatalogEntry entry, Examined examined, JudgeContext context) {
    objects
        .stamp(entry.signature().sha256())
        .ifPresent(stamp -> kept(entry, stamp, examined, objects.verdicts().under(context)));
  }

  private static SignatureFacts kept(
      CatalogEntry entry, FileStamp stamp, Examined examined, KeptVerdicts.Under kept) {
    examined
        .standing()
        .ifPresent(s -> kept.keep(entry.signature().sha256(), stamp, expected(entry), s));
    return examined.facts();
  }

  private static ExpectedSignature expected(CatalogEntry entry) {
    return new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
  }
}
