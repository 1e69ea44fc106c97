package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    return snapshot.held().stream().map(entry -> holding(entry, context)).toList();
  }

  private Holding holding(CatalogEntry entry, JudgeContext context) {
    Optional<byte[]> file = source.find(entry.signature().sha256()).map(Offered::read);
    if (file.isEmpty()) {
      return new Holding(entry, StatusCode.STORAGE_FAULT, Optional.empty());
    }
    Verdict<SignatureFacts> verdict =
        judge.judge(
            file.get(),
            new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
            context);
    return new Holding(entry, verdict.code(), verdict.toOptional());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
