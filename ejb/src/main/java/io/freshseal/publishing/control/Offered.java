package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.ObjectStore;
import io.freshseal.vault.control.SignatureFiles;
import io.freshseal.vault.entity.Snapshot;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a source offers, judged as its readers will judge it. */
public final class Offered {

  private final Source source;
  private final SignatureJudge judge = new SignatureJudge();

  /** Looks at this source. */
  public Offered(Source source) {
    this.source = source;
  }

  /**
   * Judges every signature file of a snapshot.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public List<Holding> holdings(Snapshot snapshot, Instant now) {
    JudgeContext context = source.reader(now);
    try {
      return source.look((vault, anchors) -> holdings(vault.objects(), snapshot, context));
    } catch (StorageException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Holding> holdings(ObjectStore objects, Snapshot snapshot, JudgeContext context)
      throws StorageException {
    SignatureFiles files = new SignatureFiles(objects, judge);
    List<Holding> holdings = new ArrayList<>();
    for (CatalogEntry entry : snapshot.held()) {
      Optional<Verdict<SignatureFacts>> verdict = files.judge(entry, context);
      holdings.add(
          new Holding(
              entry,
              verdict.map(Verdict::code).orElse(StatusCode.STORAGE_FAULT),
              verdict.flatMap(Verdict::toOptional)));
    }
    return holdings;
  }
}
