package io.freshseal.member.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a store holds, for a heartbeat: of each component the first certificate to run out,
 * and what judging says. Judging everything is work, so it is done anew only when the store or what
 * it is judged by is another, when a date has passed that may change a verdict, when the clock went
 * back, and once a day. Not for several threads.
 */
public final class HoldingsReading {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** So many are judged at the same time of the clock, and by the same lists. */
  private static final int PART = 2000;

  private final int part;
  private Basis basis;
  private Standing standing;
  private Instant from;
  private Instant until;

  /** Has read nothing yet. */
  public HoldingsReading() {
    this(PART);
  }

  HoldingsReading(int part) {
    this.part = part;
  }

  /** What a reading rests on. */
  private record Basis(StoreState state, TrustBasis trust) {}

  /**
   * Reads.
   *
   * @param trust the operator's; the store may have grown beyond its anchors
   * @param clock the local clock; where it stands behind trusted time, that is judged by
   * @throws StorageException if the disk refuses
   */
  public Standing read(Vault vault, TrustBasis trust, InstantSource clock) throws StorageException {
    InstantSource time = () -> time(vault, clock.instant());
    Instant now = time.instant();
    Basis latest = new Basis(vault.state(), vault.anchors().following(trust));
    boolean over = standing == null || !now.isBefore(until) || now.isBefore(from);
    if (over || !latest.equals(basis)) {
      Holdings holdings = judged(vault, trust, time);
      Optional<Catalog> catalog = vault.snapshot().map(Snapshot::catalog);
      long anchors = vault.anchors().standing(trust.anchors()).number();
      standing =
          new Standing(
              catalog.map(c -> followed(c, anchors)), holdings, HoldingsJson.digest(holdings));
      basis = latest;
      from = time.instant();
      until = nextChange(holdings, catalog, now);
    }
    return standing;
  }

  private static Followed followed(Catalog catalog, long anchors) {
    return new Followed(
        catalog.source(), catalog.epoch(), catalog.sequence(), catalog.expires(), anchors);
  }

  private static Instant nextChange(Holdings holdings, Optional<Catalog> catalog, Instant now) {
    return Stream.of(
            holdings.files().stream().map(HeldFile::expires),
            catalog.stream().map(Catalog::expires),
            Stream.of(now.plus(LONGEST)))
        .flatMap(dates -> dates)
        .filter(now::isBefore)
        // The last instant of a certificate is within its validity (RFC 5280 4.1.2.5).
        .map(date -> date.plusMillis(1))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant time(Vault vault, Instant local) {
    return vault.state().trustedTime().filter(local::isBefore).orElse(local);
  }

  // Time and lists are taken anew for each part: what a run judged a moment ago stands from then on
  // only, and after a start both are under way for minutes where there are very many.
  private Holdings judged(Vault vault, TrustBasis trust, InstantSource time)
      throws StorageException {
    StoreCheck check = new StoreCheck(vault, new SignatureJudge());
    JudgeContext context = check.context(trust, time.instant());
    List<HeldFile> files = new ArrayList<>();
    for (CatalogEntry entry : vault.state().held()) {
      if (!files.isEmpty() && files.size() % part == 0) {
        context = check.context(trust, time.instant());
      }
      Verdict<SignatureFacts> verdict = check.judge(entry, context);
      files.add(
          verdict.fold(
              passed -> passed(entry, passed.value()),
              refused -> refused(entry, refused.reason(), refused.evidence())));
    }
    return new Holdings(files);
  }

  private static HeldFile passed(CatalogEntry entry, SignatureFacts facts) {
    ChainPlace first =
        facts.chain().stream()
            .filter(certificate -> certificate.notAfter().equals(facts.expires()))
            .findFirst()
            .map(certificate -> place(certificate.role()))
            .orElse(ChainPlace.SIGNER);
    return file(entry, facts.expires(), first, StatusCode.OK);
  }

  // Another refusal than by a date may be about a certificate that is not the first to run out.
  private static HeldFile refused(CatalogEntry entry, StatusCode code, Evidence evidence) {
    Optional<CertificateFacts> ended =
        evidence.offender().filter(offender -> code == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    return file(
        entry,
        ended.map(CertificateFacts::notAfter).orElse(entry.signature().expires()),
        ended.map(CertificateFacts::role).map(HoldingsReading::place).orElse(ChainPlace.SIGNER),
        code);
  }

  private static HeldFile file(
      CatalogEntry entry, Instant expires, ChainPlace first, StatusCode code) {
    return new HeldFile(
        entry.id(),
        entry.version(),
        entry.signature().serial(),
        entry.signature().sha256(),
        expires,
        first,
        code);
  }

  private static ChainPlace place(CertificateFacts.Role role) {
    return switch (role) {
      case SIGNER -> ChainPlace.SIGNER;
      case INTERMEDIATE -> ChainPlace.INTERMEDIATE;
      case ANCHOR -> ChainPlace.ANCHOR;
    };
  }
}
