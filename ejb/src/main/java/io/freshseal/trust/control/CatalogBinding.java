package io.freshseal.trust.control;

import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.security.MessageDigest;
import java.util.function.Function;

/** Step 8 for a catalog: attached, over exactly this content, and for no other purpose. */
final class CatalogBinding implements Binding<CatalogBinding.Bound> {

  private final Function<byte[], CatalogReading> reader;

  /** Reads what is inside by this. */
  CatalogBinding(Function<byte[], CatalogReading> reader) {
    this.reader = reader;
  }

  /** The catalog with the bytes that were signed. */
  record Bound(Catalog catalog, byte[] payload) {}

  @Override
  public Verdict<Bound> bind(CmsEnvelope envelope, SignedAttributes attributes) {
    if (envelope.content().isEmpty()) {
      return misbound(TrustSentence.CATALOG_NOT_INSIDE);
    }
    byte[] payload = envelope.content().get();
    byte[] signed = attributes.messageDigest().orElseThrow();
    if (!MessageDigest.isEqual(signed, Sha256.of(payload).bytes())) {
      return misbound(TrustSentence.CATALOG_OTHER);
    }
    return parse(payload, attributes.contentHints().orElseThrow());
  }

  private Verdict<Bound> parse(byte[] payload, String hints) {
    // A signature for another purpose is refused before its content is read as a catalog.
    if (!hints.startsWith(ContentHints.CATALOG)) {
      return misbound(TrustSentence.MISBOUND_NO_CATALOG, Texts.printable(hints));
    }
    CatalogReading reading = reader.apply(payload);
    if (reading instanceof CatalogReading.Refused refused) {
      return Verdict.reject(StatusCode.CATALOG_MALFORMED, Evidence.of(refused.detail()));
    }
    Catalog catalog = ((CatalogReading.Read) reading).catalog();
    String inside = ContentHints.catalog(catalog.source(), catalog.sequence());
    return inside.equals(hints)
        ? Verdict.accept(new Bound(catalog, payload))
        : misbound(TrustSentence.MISBOUND, Texts.printable(hints), inside);
  }

  private static Verdict<Bound> misbound(TrustSentence key, Object... arguments) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_MISBOUND, Evidence.of(key, arguments));
  }
}
