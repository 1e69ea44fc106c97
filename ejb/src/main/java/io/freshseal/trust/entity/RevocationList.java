package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate revocation list (RFC 5280 5) of the one kind that is used: complete, of
 * certificates that its signer issued, numbered. Who signed it is asked apart. May be used by many
 * threads.
 */
public final class RevocationList {

  /** Longest accepted list, in bytes of its DER; some ten thousand certificates. */
  public static final int MAX_BYTES = 512 * 1024;

  private static final String CRL_NUMBER = "2.5.29.20";
  // What makes a list tell less than everything about its signer's certificates (RFC 5280 5.2).
  private static final Set<String> PARTIAL = Set.of("2.5.29.27", "2.5.29.28");
  // In an entry: this one and all that follow are of another issuer (RFC 5280 5.3.3).
  private static final String ENTRY_OF_ANOTHER = "2.5.29.29";
  private static final int MAX_NUMBER_BITS = 160;
  private static final int MAX_REMEMBERED = 64;

  private final X509CRL crl;
  private final byte[] der;
  private final BigInteger number;
  private final Map<X509Certificate, Boolean> signers = new ConcurrentHashMap<>();

  private RevocationList(X509CRL crl, byte[] der, BigInteger number) {
    this.crl = crl;
    this.der = der;
    this.number = number;
  }

  /**
   * What a list says of a revoked certificate.
   *
   * @param reason as RFC 5280 5.3.1 spells it, for example {@code keyCompromise}
   */
  public record Revoked(Instant at, String reason) {

    /** Reasons that say nothing against what the key signed before. */
    private static final Set<String> FOR_NO_FAULT =
        Set.of(
            RevocationReason.SUPERSEDED.text(),
            RevocationReason.CESSATION_OF_OPERATION.text(),
            RevocationReason.AFFILIATION_CHANGED.text());

    /**
     * Tells whether the revocation leaves standing what was made before that instant. A compromised
     * key, or one of which no reason is known, may have signed at any time.
     */
    public boolean cameAfter(Instant made) {
      return FOR_NO_FAULT.contains(reason) && at.isAfter(made);
    }
  }

  /**
   * Reads foreign bytes. Refuses {@code TOO_LARGE}, and {@code
   * DIGITAL_SIGNATURE_REVOCATION_UNKNOWN} for what is no DER, is delta, partitioned or indirect,
   * has a critical extension or no number.
   */
  public static Verdict<RevocationList> parse(byte[] der) {
    if (der.length > MAX_BYTES) {
      return Verdict.reject(
          StatusCode.TOO_LARGE,
          Evidence.of(TrustSentence.REVOCATION_LIST_TOO_LARGE, der.length, MAX_BYTES));
    }
    try {
      X509CRL crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
      // The factory reads PEM and BER as well, and stops before trailing bytes.
      return Arrays.equals(crl.getEncoded(), der)
          ? admit(crl, der.clone())
          : refuse(TrustSentence.REVOCATION_LIST_MALFORMED, der);
    } catch (CertificateException | CRLException | RuntimeException | StackOverflowError e) {
      return refuse(TrustSentence.REVOCATION_LIST_MALFORMED, der);
    }
  }

  private static Verdict<RevocationList> admit(X509CRL crl, byte[] der) {
    Set<String> others = Optional.ofNullable(crl.getNonCriticalExtensionOIDs()).orElse(Set.of());
    Set<String> critical = Optional.ofNullable(crl.getCriticalExtensionOIDs()).orElse(Set.of());
    if (PARTIAL.stream().anyMatch(id -> critical.contains(id) || others.contains(id))) {
      return refuse(TrustSentence.REVOCATION_LIST_PARTIAL, der);
    }
    if (!critical.isEmpty() || anyEntry(crl, RevocationList::isCritical)) {
      return refuse(TrustSentence.REVOCATION_LIST_CRITICAL, der);
    }
    if (anyEntry(crl, entry -> entry.getExtensionValue(ENTRY_OF_ANOTHER) != null)) {
      return refuse(TrustSentence.REVOCATION_LIST_PARTIAL, der);
    }
    return number(crl)
        .map(number -> Verdict.accept(new RevocationList(crl, der, number)))
        .orElseGet(() -> refuse(TrustSentence.REVOCATION_LIST_UNNUMBERED, der));
  }

  private static boolean anyEntry(X509CRL crl, Predicate<X509CRLEntry> test) {
    return Optional.<Set<? extends X509CRLEntry>>ofNullable(crl.getRevokedCertificates())
        .orElse(Set.of())
        .stream()
        .anyMatch(test);
  }

  // RFC 5280 5.3: a list with a critical entry extension that is not processed must not be used.
  private static boolean isCritical(X509CRLEntry entry) {
    Set<String> critical = entry.getCriticalExtensionOIDs();
    return critical != null && !critical.isEmpty();
  }

  // RFC 5280 5.2.3: an OCTET STRING around an INTEGER, not negative, of at most 20 octets.
  private static Optional<BigInteger> number(X509CRL crl) {
    byte[] value = crl.getExtensionValue(CRL_NUMBER);
    if (value == null || value.length < 5 || value.length > 25) {
      return Optional.empty();
    }
    int length = value[3];
    boolean wrapped = value[0] == 4 && value[1] == value.length - 2 && value[2] == 2;
    if (!wrapped || length != value.length - 4) {
      return Optional.empty();
    }
    return Optional.of(new BigInteger(Arrays.copyOfRange(value, 4, value.length)))
        .filter(number -> number.signum() >= 0 && number.bitLength() <= MAX_NUMBER_BITS);
  }

  private static Verdict<RevocationList> refuse(TrustSentence sentence, byte[] der) {
    return Verdict.reject(
        StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN, Evidence.of(sentence, Sha256.of(der)));
  }

  /** The name of who signed it, as the list says. */
  public X500Principal issuer() {
    return crl.getIssuerX500Principal();
  }

  /** Counts up with each list of its signer. */
  public BigInteger number() {
    return number;
  }

  /** When it was made. */
  public Instant thisUpdate() {
    return crl.getThisUpdate().toInstant();
  }

  /** The instant by which another one follows; empty if it does not say. */
  public Optional<Instant> nextUpdate() {
    return Optional.ofNullable(crl.getNextUpdate()).map(date -> date.toInstant());
  }

  /** Java name of the algorithm it is signed with. */
  public String algorithm() {
    return crl.getSigAlgName();
  }

  /** What it says of the certificate with this serial number; empty if it is not revoked. */
  public Optional<Revoked> find(BigInteger serialNumber) {
    return Optional.ofNullable(crl.getRevokedCertificate(serialNumber))
        .map(entry -> new Revoked(entry.getRevocationDate().toInstant(), reason(entry)));
  }

  private static String reason(X509CRLEntry entry) {
    return RevocationReason.of(entry.getRevocationReason()).text();
  }

  /** How many certificates it names. */
  public int size() {
    return crl.getRevokedCertificates() == null ? 0 : crl.getRevokedCertificates().size();
  }

  /**
   * Tells whether the key of this certificate signed it. Remembers the answer; a key whose cost has
   * no bound must not come here.
   */
  public boolean isSignedBy(X509Certificate signer) {
    Boolean known = signers.get(signer);
    if (known != null) {
      return known;
    }
    boolean signed = verifies(signer);
    if (signers.size() < MAX_REMEMBERED) {
      signers.put(signer, signed);
    }
    return signed;
  }

  private boolean verifies(X509Certificate signer) {
    try {
      crl.verify(signer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers answer unfit keys with unchecked exceptions too; every one of them means no.
      return false;
    }
  }

  /** The list's name as an object. */
  public Sha256 digest() {
    return Sha256.of(der);
  }

  /** Its DER; a new array each time. */
  public byte[] der() {
    return der.clone();
  }

  /** Equal if the lists are, byte for byte. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationList list && Arrays.equals(der, list.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }
}
