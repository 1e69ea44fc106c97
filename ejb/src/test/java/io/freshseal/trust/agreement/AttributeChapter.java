package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.CLOCK_UNTRUSTED;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_FAILURE;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_MALFORMED;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_MISBOUND;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.none;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.trust.DerNode;
import io.freshseal.trust.agreement.Corpus.Expected;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signed attributes: absent, twice, empty, of another type, with another value. */
final class AttributeChapter {

  private static final Map<String, String> MANDATORY = new LinkedHashMap<>();

  static {
    MANDATORY.put("content-type", FileForge.CONTENT_TYPE);
    MANDATORY.put("message-digest", FileForge.MESSAGE_DIGEST);
    MANDATORY.put("signing-time", FileForge.SIGNING_TIME);
    MANDATORY.put("signing-certificate", FileForge.SIGNING_CERTIFICATE);
    MANDATORY.put("content-hints", FileForge.CONTENT_HINTS);
  }

  private AttributeChapter() {}

  private static FileForge forge() {
    return new FileForge(ChainChapter.signer());
  }

  private static void add(Corpus corpus, String name, Expected expected, FileForge forge) {
    corpus.add("attribute/" + name, expected, forge.make(), ChainChapter.root());
  }

  static void write(Corpus corpus) {
    add(
        corpus,
        "none-at-all",
        opensslAlone(DIGITAL_SIGNATURE_FAILURE),
        forge().withoutAttributes());
    add(
        corpus,
        "one-more-of-an-unknown-type",
        both(),
        forge().replacing("1.3.6.1.4.1.99999.2", FileForge.integer(1)));
    add(
        corpus,
        "not-sorted",
        opensslAlone(DIGITAL_SIGNATURE_FAILURE),
        forge().unsorted().attributes(all -> all.add(all.remove(0))));
    MANDATORY.forEach(
        (name, type) -> {
          boolean counted = !name.equals("content-hints");
          boolean needed = name.equals("content-type") || name.equals("message-digest");
          standard(corpus, name, type, counted, needed);
        });
    values(corpus);
    times(corpus);
    hints(corpus);
  }

  /** What may be wrong with any of them; some of it openssl looks at, some not. */
  private static void standard(
      Corpus corpus, String name, String type, boolean counted, boolean needed) {
    add(
        corpus,
        name + "-absent",
        needed ? none(DIGITAL_SIGNATURE_FAILURE) : opensslAlone(DIGITAL_SIGNATURE_FAILURE),
        forge().without(type));
    Expected malformed =
        counted ? none(DIGITAL_SIGNATURE_MALFORMED) : opensslAlone(DIGITAL_SIGNATURE_MALFORMED);
    add(
        corpus,
        name + "-twice",
        malformed,
        forge()
            .attributes(
                all ->
                    all.add(
                        all.stream()
                            .filter(a -> FileForge.isOf(a, type))
                            .findFirst()
                            .get()
                            .copy())));
    add(
        corpus,
        name + "-with-two-values",
        malformed,
        forge()
            .attributes(
                all ->
                    all.stream()
                        .filter(a -> FileForge.isOf(a, type))
                        .forEach(a -> a.at(1).children().add(a.at(1, 0).copy()))));
    add(corpus, name + "-with-no-value", malformed, forge().replacing(type));
    add(
        corpus,
        name + "-of-another-type",
        name.equals("message-digest")
            ? none(DIGITAL_SIGNATURE_MALFORMED)
            : opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        forge().replacing(type, DerNode.primitive(0x01, new byte[] {(byte) 0xff})));
  }

  private static void values(Corpus corpus) {
    add(
        corpus,
        "content-type-of-signed-data",
        opensslAlone(DIGITAL_SIGNATURE_FAILURE),
        forge().replacing(FileForge.CONTENT_TYPE, FileForge.oid("1.2.840.113549.1.7.2")));
    add(
        corpus,
        "message-digest-of-other-content",
        none(DIGITAL_SIGNATURE_MISBOUND),
        forge().replacing(FileForge.MESSAGE_DIGEST, DerNode.primitive(0x04, new byte[32])));
    add(
        corpus,
        "message-digest-cut",
        none(DIGITAL_SIGNATURE_FAILURE),
        forge().replacing(FileForge.MESSAGE_DIGEST, DerNode.primitive(0x04, new byte[31])));
    add(
        corpus,
        "message-digest-empty",
        none(DIGITAL_SIGNATURE_FAILURE),
        forge().replacing(FileForge.MESSAGE_DIGEST, DerNode.primitive(0x04, new byte[0])));
    add(
        corpus,
        "signing-certificate-of-the-issuer",
        opensslAlone(DIGITAL_SIGNATURE_FAILURE),
        forge()
            .replacing(
                FileForge.SIGNING_CERTIFICATE,
                FileForge.certificateReference(ChainChapter.middle().certificate())));
    add(
        corpus,
        "signing-certificate-empty",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        forge()
            .replacing(
                FileForge.SIGNING_CERTIFICATE,
                DerNode.constructed(0x30, DerNode.constructed(0x30))));
    add(
        corpus,
        "signing-certificate-by-SHA-1-alone",
        opensslAlone(DIGITAL_SIGNATURE_FAILURE),
        forge()
            .without(FileForge.SIGNING_CERTIFICATE)
            .replacing(
                "1.2.840.113549.1.9.16.2.12",
                DerNode.constructed(
                    0x30,
                    DerNode.constructed(
                        0x30, DerNode.constructed(0x30, DerNode.primitive(0x04, new byte[20]))))));
  }

  private static void times(Corpus corpus) {
    time(corpus, "in-generalized-form", both(), 0x18, "20300601115900Z");
    time(corpus, "in-the-past", both(), 0x17, "200601115900Z");
    time(corpus, "a-day-ahead", both(), 0x17, "300602115900Z");
    time(corpus, "two-days-ahead", opensslAlone(CLOCK_UNTRUSTED), 0x17, "300603120100Z");
    time(corpus, "of-no-date", opensslAlone(DIGITAL_SIGNATURE_MALFORMED), 0x17, "301399115900Z");
    time(corpus, "of-no-digits", opensslAlone(DIGITAL_SIGNATURE_MALFORMED), 0x17, "yesterday");
  }

  private static void time(Corpus corpus, String name, Expected expected, int tag, String text) {
    add(
        corpus,
        "signing-time-" + name,
        expected,
        forge()
            .replacing(
                FileForge.SIGNING_TIME,
                DerNode.primitive(tag, text.getBytes(StandardCharsets.US_ASCII))));
  }

  private static void hints(Corpus corpus) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("of-another-component", "component=pattern.other;version=19.421.00");
    texts.put("of-another-version", "component=pattern.scan;version=19.421.01");
    texts.put("with-the-version-written-otherwise", "component=pattern.scan;version=19.421.0");
    texts.put("with-something-after-it", FileForge.HINTS + ";");
    texts.put("in-capitals", "COMPONENT=pattern.scan;version=19.421.00");
    texts.put("of-a-catalog", "catalog=primary;sequence=7");
    texts.put("empty", "");
    texts.put("very-long", "component=" + "x".repeat(9000));
    texts.forEach(
        (name, text) ->
            add(
                corpus,
                "content-hints-" + name,
                opensslAlone(DIGITAL_SIGNATURE_MISBOUND),
                forge().hints(text)));
  }
}
