package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID;
import static io.freshseal.trust.TestPki.NOW;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.freshsealAlone;
import static io.freshseal.trust.agreement.Corpus.none;

import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.agreement.Corpus.Expected;
import java.time.Duration;
import java.time.Instant;

/** Dates of every certificate of a chain, to the second. */
final class DateChapter {

  private static final Instant BEFORE = NOW.minus(Duration.ofDays(400));
  private static final Instant AFTER = NOW.plus(Duration.ofDays(400));

  private DateChapter() {}

  static void write(Corpus corpus) {
    window(corpus, "good", BEFORE, AFTER, both());
    window(
        corpus,
        "expired-a-year-ago",
        BEFORE.minus(Duration.ofDays(100)),
        BEFORE,
        none(DIGITAL_SIGNATURE_CERT_EXPIRE));
    window(
        corpus,
        "expired-a-second-ago",
        BEFORE,
        NOW.minusSeconds(1),
        none(DIGITAL_SIGNATURE_CERT_EXPIRE));
    window(corpus, "in-its-last-second", BEFORE, NOW, freshsealAlone());
    window(corpus, "with-a-second-left", BEFORE, NOW.plusSeconds(1), both());
    window(corpus, "in-its-first-second", NOW, AFTER, both());
    window(
        corpus,
        "valid-in-a-second",
        NOW.plusSeconds(1),
        AFTER,
        none(DIGITAL_SIGNATURE_CERT_NOT_YET_VALID));
    window(
        corpus,
        "valid-in-a-year",
        AFTER,
        AFTER.plus(Duration.ofDays(100)),
        none(DIGITAL_SIGNATURE_CERT_NOT_YET_VALID));
    window(corpus, "beyond-2050", BEFORE, Instant.parse("2060-01-01T00:00:00Z"), both());
    renewedAnchor(corpus);
  }

  private static void window(
      Corpus corpus, String when, Instant from, Instant to, Expected expected) {
    Identity root = CertForge.root("Date-root").valid(BEFORE, AFTER).make();
    Identity signer = CertForge.signer(root, "Date-signer").valid(from, to).make();
    corpus.add("date/signer-" + when, expected, new FileForge(signer).make(), root);

    Identity middle = CertForge.intermediate(root, "Date-middle").valid(from, to).make();
    Identity below = CertForge.signer(middle, "Date-below").valid(BEFORE, AFTER).make();
    corpus.add("date/intermediate-" + when, expected, new FileForge(below).make(), root);

    Identity anchor = CertForge.root("Date-root").valid(from, to).make();
    Identity under = CertForge.signer(anchor, "Date-under").valid(BEFORE, AFTER).make();
    corpus.add("date/anchor-" + when, expected, new FileForge(under).make(), anchor);
  }

  private static void renewedAnchor(Corpus corpus) {
    Identity old = CertForge.root("Date-root").valid(BEFORE, NOW.minus(Duration.ofDays(1))).make();
    Identity renewed = CertForge.root("Date-root").valid(BEFORE, AFTER).make();
    byte[] file = new FileForge(CertForge.signer(renewed, "Date-signer").make()).make();
    corpus.add("date/expired-anchor-after-its-renewed-one", both(), file, renewed, old);
    corpus.add("date/expired-anchor-before-its-renewed-one", both(), file, old, renewed);
  }
}
