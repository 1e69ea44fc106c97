package io.freshseal.trust.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.CmsSigning;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The keys of an update source. An authority issues a fresh certificate for a fresh key each time
 * it is asked; an operator's end certificate is used as it is. Whatever is signed is judged before
 * it is handed out. Safe for several threads.
 */
public final class SigningAuthority {

  private final KeystoreEntry entry;
  private final TrustAnchors anchors;

  private SigningAuthority(KeystoreEntry entry) {
    this.entry = entry;
    this.anchors = TrustAnchors.parse(pem(entry.anchor())).toOptional().orElseThrow();
  }

  /**
   * Opens the authority in the folder, or makes it there at the first start.
   *
   * @throws IOException if the folder cannot be read or written, or the key store is damaged
   */
  public static SigningAuthority own(Path directory, Instant now) throws IOException {
    Path keystore = OwnAuthority.ensure(directory, now);
    try {
      return KeystoreEntry.find(keystore, OwnAuthority.password(directory))
          .map(SigningAuthority::new)
          .orElseThrow(() -> new IOException(keystore + " holds no authority"));
    } catch (GeneralSecurityException e) {
      throw new IOException(keystore + " cannot be read", e);
    }
  }

  /**
   * Opens an operator's PKCS#12 file. The last certificate of the entry's chain becomes the anchor
   * that readers need. Refuses {@code BAD_REQUEST} if the file cannot be opened or holds neither an
   * authority nor a certificate for code signing with its chain.
   */
  public static Verdict<SigningAuthority> ofKeystore(Path file, char[] password) {
    try {
      return KeystoreEntry.find(file, password)
          .map(entry -> Verdict.accept(new SigningAuthority(entry)))
          .orElseGet(() -> refuse(TrustSentence.KEYSTORE_UNFIT, file));
    } catch (IOException | GeneralSecurityException e) {
      return refuse(TrustSentence.KEYSTORE_UNREADABLE, file, e.getMessage());
    }
  }

  private static Verdict<SigningAuthority> refuse(TrustSentence key, Object... arguments) {
    return Verdict.reject(StatusCode.BAD_REQUEST, Evidence.of(key, arguments));
  }

  /** The anchor that readers need to judge what is signed here. */
  public TrustAnchors anchors() {
    return anchors;
  }

  /** Tells whether each {@link #issue} gives a fresh certificate. */
  public boolean issuesFreshCertificates() {
    return entry.isAuthority();
  }

  /**
   * Gives a signer for the purpose. Of an authority: a fresh certificate for a fresh key, valid to
   * {@code now + validity}. Of an end certificate: itself, whatever its validity.
   */
  public IssuedSigner issue(SigningPurpose purpose, Duration validity, Instant now) {
    if (!entry.isAuthority()) {
      return entry.signer();
    }
    return CertificateIssuer.issue(
        new IssuedSigner(entry.key(), entry.chain()),
        new CertificateIssuer.Leaf(purpose.commonName(), validity, entry.anchor()),
        now);
  }

  /** Signs a component by its digest alone. Refuses what readers would refuse. */
  public Verdict<SignedFile> signComponent(
      IssuedSigner signer, ExpectedSignature component, Instant now) {
    String hints = ContentHints.component(component.id(), component.version());
    byte[] file = CmsSigning.detached(signer, component.content(), hints, now);
    return new SignatureJudge()
        .judge(file, component, new JudgeContext(anchors, now))
        .fold(
            a -> Verdict.accept(new SignedFile(file, a.value())),
            r -> Verdict.reject(r.reason(), r.evidence()));
  }

  /** Signs a catalog, which goes inside. Refuses what readers would refuse. */
  public Verdict<SignedFile> signCatalog(IssuedSigner signer, Catalog catalog, Instant now) {
    String hints = ContentHints.catalog(catalog.source(), catalog.sequence());
    byte[] file = CmsSigning.attached(signer, CatalogJson.write(catalog), hints, now);
    return new CatalogJudge()
        .verify(file, new JudgeContext(anchors, now))
        .fold(
            a -> Verdict.accept(new SignedFile(file, a.value().facts())),
            r -> Verdict.reject(r.reason(), r.evidence()));
  }

  private static byte[] pem(X509Certificate certificate) {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
