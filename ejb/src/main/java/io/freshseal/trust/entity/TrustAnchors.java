package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates that every chain must end at: data, read from a PEM bundle, never the operating
 * system's store. An anchor need not be self-signed.
 */
public final class TrustAnchors {

  /** Longest accepted bundle, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Most certificates a bundle may hold. */
  public static final int MAX_CERTIFICATES = 64;

  private static final String BEGIN = "-----BEGIN ";
  private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final String END_CERTIFICATE = "-----END CERTIFICATE-----";

  private final List<X509Certificate> certificates;
  private final Optional<AnchorOrigin> origin;
  private final byte[] pem;

  private TrustAnchors(
      Collection<X509Certificate> certificates, Optional<AnchorOrigin> origin, byte[] pem) {
    this.certificates = List.copyOf(certificates);
    this.origin = origin;
    this.pem = pem.clone();
  }

  /** The anchors of a bundle, as a PEM file whose first line says which bundle it is. */
  public static TrustAnchors of(AnchorBundle bundle) {
    AnchorOrigin origin = new AnchorOrigin(bundle.source(), bundle.number(), bundle.threshold());
    StringBuilder pem = new StringBuilder(origin.line()).append('\n');
    bundle.anchors().forEach(anchor -> pem.append(AnchorPem.of(anchor)));
    return new TrustAnchors(
        bundle.anchors(), Optional.of(origin), pem.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a bundle. Text between the blocks is skipped, as other tools write it; any block that is
   * no certificate is refused, so that a private key in the file is noticed. A line of {@link
   * AnchorOrigin} says which bundle it is. Refuses {@code TOO_LARGE} and {@code BAD_REQUEST}.
   */
  public static Verdict<TrustAnchors> parse(byte[] pem) {
    if (pem.length > MAX_BYTES) {
      return refuse(StatusCode.TOO_LARGE, TrustSentence.ANCHORS_TOO_LARGE, MAX_BYTES);
    }
    try {
      String text = new String(pem, StandardCharsets.ISO_8859_1);
      Set<X509Certificate> found = read(text);
      if (found.isEmpty()) {
        return refuse(StatusCode.BAD_REQUEST, TrustSentence.ANCHORS_EMPTY);
      }
      Optional<AnchorOrigin> origin = AnchorOrigin.find(text);
      if (origin.filter(o -> o.threshold() > AnchorKey.of(found).size()).isPresent()) {
        return refuse(
            StatusCode.BAD_REQUEST,
            TrustSentence.ANCHORS_DAMAGED,
            "it asks for more keys than it holds");
      }
      return Verdict.accept(new TrustAnchors(found, origin, pem));
    } catch (CertificateException | IllegalArgumentException e) {
      return refuse(StatusCode.BAD_REQUEST, TrustSentence.ANCHORS_DAMAGED, e.getMessage());
    }
  }

  private static Verdict<TrustAnchors> refuse(
      StatusCode code, TrustSentence key, Object... arguments) {
    return Verdict.reject(code, Evidence.of(key, arguments));
  }

  private static Set<X509Certificate> read(String text) throws CertificateException {
    Set<X509Certificate> found = new LinkedHashSet<>();
    for (String block : blocks(text)) {
      byte[] der = Base64.getMimeDecoder().decode(block);
      found.add(certificate(der));
      if (found.size() > MAX_CERTIFICATES) {
        throw new IllegalArgumentException("more than " + MAX_CERTIFICATES + " certificates");
      }
    }
    return found;
  }

  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int end = text.indexOf(END_CERTIFICATE, at);
      if (!text.startsWith(BEGIN_CERTIFICATE, at) || end < 0) {
        throw new IllegalArgumentException("a block is not a whole certificate");
      }
      blocks.add(text.substring(at + BEGIN_CERTIFICATE.length(), end));
      at = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
  }

  /** The certificates in the bundle's order, each once; at least one. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** Which bundle this is, if the file says so. */
  public Optional<AnchorOrigin> origin() {
    return origin;
  }

  /** The number of the bundle; 0 if the file does not say. */
  public long number() {
    return origin.map(AnchorOrigin::number).orElse(0L);
  }

  /** How many different keys it takes to replace these anchors; 1 if the file does not say. */
  public int threshold() {
    return origin.map(AnchorOrigin::threshold).orElse(1);
  }

  /** Tells whether both say the same, in whatever words and order. */
  public boolean isSameAs(TrustAnchors other) {
    return origin.equals(other.origin)
        && Set.copyOf(certificates).equals(Set.copyOf(other.certificates));
  }

  /** Equal if the bundles are, byte for byte. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TrustAnchors anchors && Arrays.equals(pem, anchors.pem);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pem);
  }

  /** Digest of {@link #pem()}. */
  public Sha256 digest() {
    return Sha256.of(pem);
  }

  /** The bundle byte for byte as it was read; a new array each time. */
  public byte[] pem() {
    return pem.clone();
  }
}
