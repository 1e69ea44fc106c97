package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.Verdict.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/** Looks at a source as a careful reader would: everything offered is there and verifies. */
final class OfferCheck {

  private OfferCheck() {}

  static void assertConsistent(Source source, Instant now) throws IOException {
    JudgeContext context = new JudgeContext(source.anchors(), now);
    JudgedCatalog judged = judged(source, context);
    Catalog catalog = judged.catalog();
    assertThat(new CatalogJudge().fresh(judged, Optional.empty(), now)).isEmpty();
    assertThat(catalog).isEqualTo(source.snapshot().orElseThrow().catalog());
    for (CatalogEntry entry : catalog.components()) {
      byte[] content = bytes(source, entry.sha256());
      assertThat(content).hasSize((int) entry.size());
      ExpectedSignature expected =
          new ExpectedSignature(entry.id(), entry.version(), Sha256.of(content));
      assertThat(
              new SignatureJudge()
                  .judge(bytes(source, entry.signature().sha256()), expected, context))
          .isInstanceOf(Accepted.class);
    }
    byte[] named = bytes(source, catalog.anchors().orElseThrow().sha256());
    byte[] pem =
        AnchorLinkJson.parse(named).toOptional().map(link -> link.anchors().pem()).orElse(named);
    assertThat(pem).isEqualTo(source.anchors().pem());
  }

  private static JudgedCatalog judged(Source source, JudgeContext context) throws IOException {
    byte[] envelope = bytes(source, source.snapshot().orElseThrow().catalogDigest());
    return new CatalogJudge().verify(envelope, context).toOptional().orElseThrow();
  }

  private static byte[] bytes(Source source, Sha256 digest) throws IOException {
    byte[] bytes = Files.readAllBytes(source.find(digest).orElseThrow());
    assertThat(Sha256.of(bytes)).isEqualTo(digest);
    return bytes;
  }
}
