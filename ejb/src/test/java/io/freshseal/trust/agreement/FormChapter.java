package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_ALGORITHM;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_MALFORMED;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_MISBOUND;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.none;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.trust.DerNode;
import io.freshseal.trust.agreement.Corpus.Expected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;

/** The encoding and the parts that no signature covers. */
final class FormChapter {

  private FormChapter() {}

  private static DerNode good() {
    return new FileForge(ChainChapter.signer()).tree();
  }

  private static void add(Corpus corpus, String name, Expected expected, byte[] file) {
    corpus.add("form/" + name, expected, file, ChainChapter.root());
  }

  /** Changes the SignedData. */
  private static void edit(
      Corpus corpus, String name, Expected expected, Consumer<DerNode> change) {
    DerNode file = good();
    change.accept(file.at(1, 0));
    add(corpus, name, expected, file.encode());
  }

  static void write(Corpus corpus) {
    bytes(corpus);
    encodings(corpus);
    versions(corpus);
    algorithms(corpus);
    contents(corpus);
    unsigned(corpus);
    certificates(corpus);
  }

  private static void bytes(Corpus corpus) {
    Expected malformed = none(DIGITAL_SIGNATURE_MALFORMED);
    byte[] good = good().encode();
    add(corpus, "empty", malformed, new byte[0]);
    add(corpus, "zeros", malformed, new byte[1000]);
    add(corpus, "web-page", malformed, ascii("<!DOCTYPE html><html><body>404</body></html>"));
    add(corpus, "json", malformed, ascii("{\"status\":404}"));
    add(
        corpus,
        "PEM",
        malformed,
        ascii(
            "-----BEGIN CMS-----\n"
                + Base64.getMimeEncoder().encodeToString(good)
                + "\n-----END CMS-----\n"));
    add(corpus, "base64", malformed, Base64.getEncoder().encode(good));
    add(
        corpus,
        "bytes-after-it",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        Arrays.copyOf(good, good.length + 4));
    add(corpus, "byte-before-it", malformed, concat(new byte[] {0}, good));
    add(corpus, "twice", opensslAlone(DIGITAL_SIGNATURE_MALFORMED), concat(good, good));
    add(corpus, "certificate-alone", malformed, SignatureCase.pem(ChainChapter.root()));
  }

  private static void encodings(Corpus corpus) {
    Expected stricter = opensslAlone(DIGITAL_SIGNATURE_MALFORMED);
    byte[] good = good().encode();
    DerNode longLength = good();
    int length = longLength.at(1).encode().length + longLength.at(0).encode().length;
    longLength.stateLength((byte) 0x83, (byte) 0, (byte) (length >> 8), (byte) length);
    add(corpus, "length-in-more-bytes-than-needed", stricter, longLength.encode());
    add(corpus, "length-indefinite", stricter, indefinite(good));
    DerNode tooLong = good();
    tooLong.stateLength((byte) 0x82, (byte) 0x7f, (byte) 0xff);
    add(corpus, "length-beyond-the-end", none(DIGITAL_SIGNATURE_MALFORMED), tooLong.encode());
    edit(
        corpus,
        "octets-in-pieces",
        stricter,
        data -> {
          DerNode signature = data.at(4, 0, 5);
          signature.become(DerNode.constructed(0x24, DerNode.primitive(0x04, signature.value())));
        });
    edit(
        corpus,
        "certificates-not-sorted",
        both(),
        data -> data.at(3).children().add(data.at(3).children().remove(0)));
    edit(
        corpus,
        "set-as-sequence",
        none(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(1).retag(0x30));
  }

  private static byte[] indefinite(byte[] good) {
    try {
      ASN1Sequence whole = (ASN1Sequence) ASN1Primitive.fromByteArray(good);
      return new BERSequence(whole.toArray()).getEncoded(ASN1Encoding.BER);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void versions(Corpus corpus) {
    for (int version : new int[] {0, 2, 3, 4, 5, 127}) {
      edit(
          corpus,
          "version-" + version,
          opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
          data -> data.at(0).setValue(new byte[] {(byte) version}));
    }
    DerNode other = good();
    other.at(0).become(FileForge.oid("1.2.840.113549.1.7.3"));
    add(corpus, "type-enveloped-data", none(DIGITAL_SIGNATURE_MALFORMED), other.encode());
    add(
        corpus,
        "without-content-info",
        none(DIGITAL_SIGNATURE_MALFORMED),
        good().at(1, 0).encode());
  }

  private static void algorithms(Corpus corpus) {
    String sha384 = "2.16.840.1.101.3.4.2.2";
    edit(
        corpus,
        "digests-none-announced",
        none(DIGITAL_SIGNATURE_ALGORITHM),
        data -> data.at(1).children().clear());
    edit(
        corpus,
        "digests-another-announced",
        none(DIGITAL_SIGNATURE_ALGORITHM),
        data -> data.at(1, 0).become(FileForge.algorithm(sha384, false)));
    edit(
        corpus,
        "digests-two-announced",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        data -> data.at(1).children().add(FileForge.algorithm(sha384, false)));
    edit(
        corpus,
        "digest-with-null",
        both(),
        data -> {
          data.at(1, 0).children().add(DerNode.primitive(0x05, new byte[0]));
          data.at(4, 0, 2).children().add(DerNode.primitive(0x05, new byte[0]));
        });
    edit(
        corpus,
        "digest-with-parameters",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(4, 0, 2).children().add(FileForge.integer(1)));
    edit(
        corpus,
        "signature-with-parameters",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(4, 0, 4).children().add(FileForge.integer(1)));
  }

  private static void contents(Corpus corpus) {
    edit(
        corpus,
        "content-attached",
        opensslAlone(DIGITAL_SIGNATURE_MISBOUND),
        data -> attach(data, FileForge.CONTENT));
    edit(
        corpus,
        "content-attached-is-another",
        opensslAlone(DIGITAL_SIGNATURE_MISBOUND),
        data -> attach(data, ascii("other")));
    edit(
        corpus,
        "content-of-another-type",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(2, 0).become(FileForge.oid("1.2.840.113549.1.9.16.1.4")));
    byte[] file = good().encode();
    corpus.add(
        "form/content-changed-by-a-bit",
        none(DIGITAL_SIGNATURE_MISBOUND),
        file,
        ascii("pattern one\npattern tvo\n"),
        ChainChapter.root());
    corpus.add(
        "form/content-cut",
        none(DIGITAL_SIGNATURE_MISBOUND),
        file,
        ascii("pattern one\n"),
        ChainChapter.root());
    corpus.add(
        "form/content-gone",
        none(DIGITAL_SIGNATURE_MISBOUND),
        file,
        new byte[0],
        ChainChapter.root());
    corpus.add(
        "form/content-with-other-line-ends",
        none(DIGITAL_SIGNATURE_MISBOUND),
        file,
        ascii("pattern one\r\npattern two\r\n"),
        ChainChapter.root());
    corpus.add(
        "form/content-empty-and-signed-so",
        both(),
        new FileForge(ChainChapter.signer()).over(new byte[0]).make(),
        new byte[0],
        ChainChapter.root());
    byte[] large = new byte[300_000];
    corpus.add(
        "form/content-of-zeros",
        both(),
        new FileForge(ChainChapter.signer()).over(large).make(),
        large,
        ChainChapter.root());
  }

  private static void attach(DerNode data, byte[] content) {
    data.at(2).children().add(DerNode.constructed(0xa0, DerNode.primitive(0x04, content)));
  }

  private static void unsigned(Corpus corpus) {
    edit(
        corpus,
        "unsigned-attribute",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data ->
            data.at(4, 0)
                .children()
                .add(
                    DerNode.constructed(
                        0xa1, FileForge.attribute("1.3.6.1.4.1.99999.3", FileForge.integer(7)))));
    edit(
        corpus,
        "unsigned-attribute-that-is-none",
        none(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(4, 0).children().add(DerNode.constructed(0xa1, FileForge.integer(7))));
    edit(
        corpus,
        "unsigned-attributes-empty",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(4, 0).children().add(DerNode.constructed(0xa1)));
    edit(
        corpus,
        "revocation-list-that-is-none",
        none(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.children().add(4, DerNode.constructed(0xa1, FileForge.integer(7))));
    edit(
        corpus,
        "revocation-lists-empty",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.children().add(4, DerNode.constructed(0xa1)));
    edit(
        corpus,
        "something-after-the-signers",
        none(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.children().add(FileForge.integer(7)));
    edit(
        corpus,
        "something-after-the-signature",
        none(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(4, 0).children().add(FileForge.integer(7)));
  }

  private static void certificates(Corpus corpus) {
    edit(
        corpus,
        "certificate-that-is-none",
        none(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(3).children().add(0, DerNode.constructed(0x30)));
    edit(
        corpus,
        "certificate-of-attributes",
        opensslAlone(DIGITAL_SIGNATURE_MALFORMED),
        data -> data.at(3).children().add(DerNode.constructed(0xa2, FileForge.integer(1))));
    edit(
        corpus,
        "certificate-twice",
        both(),
        data -> data.at(3).children().add(data.at(3, 0).copy()));
    FileForge many = new FileForge(ChainChapter.signer());
    for (int i = 0; i < 9; i++) {
      many.carrying(CertForge.root("Many-" + i).make().certificate());
    }
    add(corpus, "certificates-eleven", opensslAlone(DIGITAL_SIGNATURE_MALFORMED), many.make());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
