package io.freshseal.trust.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorSentence;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The link file, format {@value #FORMAT}: the bundle's exact bytes and the signatures over them.
 * Reading is strict and bounded, ignores unknown members, and refuses by value.
 */
public final class AnchorLinkJson {

  /** The only value of the member {@code format} that is understood. */
  public static final String FORMAT = "freshseal-anchors/1";

  /** Most bytes of a link file. */
  public static final int MAX_BYTES = 512 * 1024;

  /** Most signatures of one link. */
  public static final int MAX_SIGNATURES = 64;

  private static final int MAX_CERTIFICATE_BYTES = 16 * 1024;

  private AnchorLinkJson() {}

  /** The bytes of a bundle that are to be signed. */
  public static byte[] bundle(AnchorBundle bundle) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject()
              .write("source", bundle.source())
              .write("number", bundle.number())
              .write("threshold", bundle.threshold())
              .write("issued", bundle.issued().toString())
              .writeStartArray("anchors");
          bundle.anchors().forEach(anchor -> json.write(base64(encoded(anchor))));
          json.writeEnd();
          bundle.previous().ifPresent(previous -> write(previous, json));
          json.writeEnd();
        });
  }

  private static void write(AnchorsEntry previous, JsonGenerator json) {
    json.writeStartObject("previous")
        .write("number", previous.number())
        .write("sha256", previous.sha256().hex())
        .write("size", previous.size())
        .writeEnd();
  }

  /** The link file of a signed bundle. */
  public static byte[] link(byte[] bundle, List<byte[]> signatures) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject()
              .write("format", FORMAT)
              .write("bundle", base64(bundle))
              .writeStartArray("signatures");
          signatures.forEach(signature -> json.write(base64(signature)));
          json.writeEnd().writeEnd();
        });
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  /**
   * Reads foreign bytes; never throws, whatever they are. Refuses {@code TOO_LARGE} and {@code
   * ANCHORS_MALFORMED}. Nothing is believed yet of what is read.
   */
  public static Verdict<AnchorLink> parse(byte[] file) {
    if (file.length > MAX_BYTES) {
      return Verdict.reject(
          StatusCode.TOO_LARGE, Evidence.of(AnchorSentence.TOO_LARGE, file.length, MAX_BYTES));
    }
    try (JsonCursor cursor = new JsonCursor(file)) {
      List<byte[]> signatures = new ArrayList<>();
      JsonFields top =
          cursor.fields(
              Map.of("signatures", element -> signatures.add(signature(element, signatures))));
      cursor.end();
      top.value("format", text -> Optional.of(text).filter(FORMAT::equals));
      top.requireArray("signatures");
      byte[] signed = top.value("bundle", AnchorLinkJson::decoded);
      return Verdict.accept(new AnchorLink(readBundle(signed), signed, signatures, file));
    } catch (MalformedJsonException e) {
      return Verdict.reject(
          StatusCode.ANCHORS_MALFORMED, Evidence.of(AnchorSentence.UNREADABLE, e.sentence()));
    }
  }

  private static byte[] signature(JsonCursor element, List<byte[]> before)
      throws MalformedJsonException {
    if (before.size() >= MAX_SIGNATURES) {
      throw new MalformedJsonException(AnchorSentence.TOO_MANY_SIGNATURES, MAX_SIGNATURES);
    }
    return decoded(element.text())
        .orElseThrow(() -> new MalformedJsonException(AnchorSentence.SIGNATURE_NOT_BASE64));
  }

  // The one encoding of RFC 4648 4: what other readings allow would be a second name of one link.
  private static Optional<byte[]> decoded(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return base64(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static AnchorBundle readBundle(byte[] signed) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(signed)) {
      List<X509Certificate> anchors = new ArrayList<>();
      JsonFields top =
          cursor.fields(Map.of("anchors", element -> anchors.add(anchor(element, anchors))));
      cursor.end();
      top.requireArray("anchors");
      return bundle(top, anchors);
    }
  }

  private static AnchorBundle bundle(JsonFields top, List<X509Certificate> anchors)
      throws MalformedJsonException {
    String source = top.value("source", CatalogJson::source);
    long number = top.number("number", 1, Long.MAX_VALUE);
    int threshold = (int) top.number("threshold", 1, TrustAnchors.MAX_CERTIFICATES);
    Instant issued = top.instant("issued");
    Optional<AnchorsEntry> previous = previous(top.optionalObject("previous"));
    try {
      return new AnchorBundle(source, number, threshold, issued, anchors, previous);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException(AnchorSentence.THRESHOLD_WRONG);
    }
  }

  private static Optional<AnchorsEntry> previous(Optional<JsonFields> fields)
      throws MalformedJsonException {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    JsonFields previous = fields.get();
    return Optional.of(
        new AnchorsEntry(
            previous.number("number", 1, Long.MAX_VALUE),
            previous.value("sha256", Sha256::parse),
            previous.number("size", 1, MAX_BYTES)));
  }

  private static X509Certificate anchor(JsonCursor element, List<X509Certificate> before)
      throws MalformedJsonException {
    if (before.size() >= TrustAnchors.MAX_CERTIFICATES) {
      throw new MalformedJsonException(
          AnchorSentence.TOO_MANY_ANCHORS, TrustAnchors.MAX_CERTIFICATES);
    }
    byte[] der =
        decoded(element.text())
            .filter(bytes -> bytes.length <= MAX_CERTIFICATE_BYTES)
            .orElseThrow(() -> new MalformedJsonException(AnchorSentence.ANCHOR_NOT_BASE64));
    return certificate(der)
        .orElseThrow(() -> new MalformedJsonException(AnchorSentence.ANCHOR_NO_CERTIFICATE));
  }

  private static Optional<X509Certificate> certificate(byte[] der) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return Arrays.equals(encoded(certificate), der) ? Optional.of(certificate) : Optional.empty();
    } catch (CertificateException | RuntimeException e) {
      // The parser answers hostile bytes with unchecked exceptions too; each means no certificate.
      return Optional.empty();
    }
  }
}
