package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.Cosigners;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SignedFile;
import io.freshseal.trust.control.SigningPurpose;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Accepted;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.ObjectStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;

/** Signs with certificates of the configured validity, and stores the signature files. */
final class SigningDesk {

  /** How much longer than the catalog itself the certificate lasts that it is signed with. */
  private static final Duration BEYOND_CATALOG = Duration.ofDays(1);

  private final Authorities authorities;
  private final Cosigners cosigners;
  private final ObjectStore objects;
  private Revocations heeded = Revocations.none();

  SigningDesk(Authorities authorities, Cosigners cosigners, ObjectStore objects) {
    this.authorities = authorities;
    this.cosigners = cosigners;
    this.objects = objects;
  }

  /** From now on judges what is signed here by these lists. For the thread that publishes. */
  void heed(Revocations lists) {
    heeded = lists;
  }

  /** What readers must be given to judge what is signed here. */
  TrustAnchors anchors() {
    return cosigners.anchors(authorities.anchors());
  }

  /** For a person to carry to the machines that are to judge what is signed here. */
  void showAnchors() throws StorageException {
    DurableFiles.replace(authorities.folder().resolveSibling("anchors.pem"), anchors().pem());
  }

  /** A signer for signature files made now. */
  IssuedSigner componentSigner(SourceSettings settings, Instant now) {
    return issue(SigningPurpose.COMPONENT, settings.validity().certificate(), now);
  }

  /** A signer for one catalog made now; never bound to the validity of signature files. */
  IssuedSigner catalogSigner(SourceSettings settings, Instant now) {
    return issue(SigningPurpose.CATALOG, settings.validity().catalog().plus(BEYOND_CATALOG), now);
  }

  private IssuedSigner issue(SigningPurpose purpose, Duration validity, Instant now) {
    return cosigners.beside(
        authorities.active().issue(purpose, validity, now), purpose, validity, now);
  }

  /** The instant at which the first certificate of a signer's chain runs out. */
  Instant end(IssuedSigner signer) {
    return Stream.concat(signer.chain().stream(), Stream.of(authorities.active().anchor()))
        .map(X509Certificate::getNotAfter)
        .min(Comparator.naturalOrder())
        .map(Date::toInstant)
        .filter(end -> end.isBefore(signer.notAfter()))
        .orElseGet(signer::notAfter);
  }

  /** Signs a component's content by its digest; the new signature file is in the store after. */
  SignatureEntry sign(IssuedSigner signer, ExpectedSignature what, long serial, Instant now)
      throws StorageException, SigningRefusedException {
    SignedFile file =
        accepted(
            authorities.active().signComponent(signer, what, context(now), cosigners.timestamps()));
    objects.put(file.bytes());
    return new SignatureEntry(
        file.sha256(),
        file.bytes().length,
        serial,
        file.facts().signingTime(),
        file.facts().expires());
  }

  /**
   * Signs a catalog; nothing is stored.
   *
   * @param context what its readers will know
   */
  SignedFile sign(IssuedSigner signer, Catalog catalog, JudgeContext context)
      throws SigningRefusedException {
    return accepted(authorities.active().signCatalog(signer, catalog, context));
  }

  /** What a reader judges by who has the lists that are offered. */
  JudgeContext reader(SourceSettings settings, Instant now) {
    TrustBasis basis = TrustBasis.of(anchors()).heeding(settings.revocation().rule());
    return new JudgeContext(basis, heeded, now);
  }

  private JudgeContext context(Instant now) {
    JudgeContext classical = new JudgeContext(anchors(), now).with(heeded);
    return cosigners.postQuantum().isPresent()
        ? classical.heeding(PostQuantumRule.BOTH)
        : classical;
  }

  /** Judges a signature file in the store by the present anchors, as its readers will. */
  boolean isGood(SignatureEntry signature, ExpectedSignature what, Instant now)
      throws StorageException {
    Optional<byte[]> file = objects.read(signature.sha256(), signature.size());
    return file.isPresent()
        && new SignatureJudge().judge(file.get(), what, context(now)) instanceof Accepted;
  }

  /** Tells whether these lists revoke what the signature file of an entry was signed with. */
  boolean isRevoked(CatalogEntry entry, Revocations lists, Instant now) throws StorageException {
    SignatureEntry signature = entry.signature();
    Optional<byte[]> file = objects.read(signature.sha256(), signature.size());
    ExpectedSignature what = new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
    JudgeContext context = new JudgeContext(anchors(), now).with(lists);
    return file.isPresent()
        && new SignatureJudge().judge(file.get(), what, context).code()
            == StatusCode.DIGITAL_SIGNATURE_REVOKED;
  }

  private static SignedFile accepted(Verdict<SignedFile> verdict) throws SigningRefusedException {
    if (verdict instanceof Accepted<SignedFile> accepted) {
      return accepted.value();
    }
    throw new SigningRefusedException((Rejected<SignedFile>) verdict);
  }
}
