package io.freshseal.trust.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.CmsSigning;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.control.cms.RevocationListIssuer;
import io.freshseal.trust.control.cms.UnsignedWriter;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationMemory;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.RevokedCertificate;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of an update source. An authority issues a fresh certificate for a fresh key each time
 * it is asked; an operator's end certificate is used as it is. Whatever is signed is judged before
 * it is handed out. Safe for several threads.
 */
public final class SigningAuthority {

  private static final int CRL_SIGN = 6;

  /** Links are judged without dates; so this is for people who look. */
  private static final Duration ANCHORS_VALIDITY = Duration.ofDays(1);

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
    OwnAuthority.ensure(directory, now);
    return own(directory, OwnAuthority.FIRST);
  }

  static SigningAuthority own(Path directory, String name) throws IOException {
    Path keystore = directory.resolve(name + ".p12");
    try {
      return KeystoreEntry.find(keystore, OwnAuthority.password(directory, name))
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

  /**
   * All authorities in an operator's PKCS#12 file, in the order of their aliases: the first signs,
   * the others wait or have been replaced. An end certificate is alone. Refuses as {@link
   * #ofKeystore}.
   */
  public static Verdict<List<SigningAuthority>> allOfKeystore(Path file, char[] password) {
    Verdict<SigningAuthority> first = ofKeystore(file, password);
    try {
      List<SigningAuthority> authorities =
          KeystoreEntry.authorities(file, password).stream().map(SigningAuthority::new).toList();
      return authorities.isEmpty() ? first.map(List::of) : Verdict.accept(authorities);
    } catch (IOException | GeneralSecurityException e) {
      return first.map(List::of);
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
        new CertificateIssuer.Leaf(
            purpose.commonName(), validity, entry.anchor(), purpose.purposes()),
        now);
  }

  /** The certificate that readers must be given as their anchor. */
  public X509Certificate anchor() {
    return entry.anchor();
  }

  /** Names this authority: the digest of its anchor's DER. */
  public Sha256 fingerprint() {
    return fingerprint(entry.anchor());
  }

  /** Names the authority of an anchor. */
  public static Sha256 fingerprint(X509Certificate anchor) {
    return Certificates.digest(anchor);
  }

  /** Tells whether a signature file or catalog was signed under it, whatever the dates say. */
  public boolean hasSigned(byte[] envelope) {
    return CmsEnvelopes.parse(envelope, CatalogJudge.MAX_BYTES)
        .toOptional()
        .flatMap(parsed -> parsed.signers().stream().findFirst())
        .flatMap(CmsSigner::certificate)
        .filter(
            signer ->
                signer.equals(entry.certificate())
                    || Certificates.isIssuedBy(signer, entry.certificate()))
        .isPresent();
  }

  /** Signs the bytes of a bundle of trust anchors with a fresh certificate for this alone. */
  byte[] signAnchors(AnchorBundle bundle, byte[] signed, Instant now) {
    return CmsSigning.detached(
        issue(SigningPurpose.ANCHORS, ANCHORS_VALIDITY, now),
        Sha256.of(signed),
        ContentHints.anchors(bundle.source(), bundle.number()),
        now);
  }

  /** Tells whether what it issues can be revoked here (RFC 5280 4.2.1.3, cRLSign). */
  public boolean issuesRevocationLists() {
    boolean[] usage = entry.certificate().getKeyUsage();
    return entry.isAuthority() && (usage == null || usage[CRL_SIGN]);
  }

  /** Names this authority in {@link RevokedCertificate#issuer}. */
  public Sha256 issuer() {
    return RevocationMemory.issuer(entry.certificate());
  }

  /**
   * Issues a complete revocation list as DER, of those certificates that are its own.
   *
   * @param number higher than that of every list before
   * @param next the instant by which another one follows
   */
  public byte[] revocationList(
      List<RevokedCertificate> revoked, BigInteger number, Instant now, Instant next) {
    List<RevocationListIssuer.Entry> entries =
        own(revoked)
            .map(
                one ->
                    new RevocationListIssuer.Entry(
                        one.serialNumber(), one.at(), one.reason().code()))
            .toList();
    return RevocationListIssuer.issue(
        new IssuedSigner(entry.key(), entry.chain()),
        new RevocationListIssuer.Draft(number, now, next, entries));
  }

  private Stream<RevokedCertificate> own(List<RevokedCertificate> revoked) {
    return revoked.stream().filter(one -> one.issuer().equals(issuer()));
  }

  /** How many of these certificates are its own. */
  public int count(List<RevokedCertificate> revoked) {
    return Math.toIntExact(own(revoked).count());
  }

  /** The newest list among these that it issued itself. */
  public Optional<RevocationList> ownList(Revocations lists) {
    return RevocationStep.newest(lists, entry.certificate());
  }

  /** Signs a component by its digest alone. Refuses what readers would refuse. */
  public Verdict<SignedFile> signComponent(
      IssuedSigner signer, ExpectedSignature component, Instant now) {
    return signComponent(signer, component, new JudgeContext(anchors, now));
  }

  /** The same, judged by what the caller knows. */
  public Verdict<SignedFile> signComponent(
      IssuedSigner signer, ExpectedSignature component, JudgeContext context) {
    return signComponent(signer, component, context, Timestamping.NONE);
  }

  /** The same, with a timestamp if one is to be had that readers would not refuse. */
  public Verdict<SignedFile> signComponent(
      IssuedSigner signer,
      ExpectedSignature component,
      JudgeContext context,
      Timestamping timestamps) {
    String hints = ContentHints.component(component.id(), component.version());
    byte[] plain = CmsSigning.detached(signer, component.content(), hints, context.now());
    byte[] signature = UnsignedWriter.signatureValue(plain);
    Optional<byte[]> token =
        timestamps
            .stamp(signature, context.now())
            .filter(t -> TimestampStep.read(t, signature) instanceof Verdict.Accepted);
    byte[] file = UnsignedWriter.carrying(plain, token, Optional.empty());
    return new SignatureJudge()
        .judge(file, component, context)
        .fold(
            a -> Verdict.accept(new SignedFile(file, a.value())),
            r -> Verdict.reject(r.reason(), r.evidence()));
  }

  /** Signs a catalog, which goes inside. Refuses what readers would refuse. */
  public Verdict<SignedFile> signCatalog(IssuedSigner signer, Catalog catalog, Instant now) {
    return signCatalog(signer, catalog, new JudgeContext(anchors, now));
  }

  /** The same, judged by what the caller knows. */
  public Verdict<SignedFile> signCatalog(
      IssuedSigner signer, Catalog catalog, JudgeContext context) {
    String hints = ContentHints.catalog(catalog.source(), catalog.sequence());
    byte[] file = CmsSigning.attached(signer, CatalogJson.write(catalog), hints, context.now());
    return new CatalogJudge()
        .verify(file, context)
        .fold(
            a -> Verdict.accept(new SignedFile(file, a.value().facts())),
            r -> Verdict.reject(r.reason(), r.evidence()));
  }

  static byte[] pem(X509Certificate certificate) {
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
