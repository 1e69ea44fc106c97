package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_UNTRUSTED;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.freshsealAlone;
import static io.freshseal.trust.agreement.Corpus.none;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.trust.TestPki.Identity;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;

/** Shapes of chains, good and bad. */
final class ChainChapter {

  private static final Identity ROOT = CertForge.root("Chain-root").make();
  private static final Identity MIDDLE = CertForge.intermediate(ROOT, "Chain-middle").make();
  private static final Identity SIGNER = CertForge.signer(MIDDLE, "Chain-signer").make();
  private static final Identity ANOTHER = CertForge.signer(ROOT, "Another-signer").make();
  private static final String UNKNOWN = "1.3.6.1.4.1.99999.1";

  private ChainChapter() {}

  static void write(Corpus corpus) {
    lengths(corpus);
    missing(corpus);
    strangers(corpus);
    anchors(corpus);
    authorities(corpus);
    lengthsOfPaths(corpus);
    extensions(corpus);
    names(corpus);
    crossed(corpus);
  }

  private static byte[] file(Identity signer) {
    return new FileForge(signer).make();
  }

  private static Identity under(Identity issuer) {
    return CertForge.signer(issuer, "Chain-signer").make();
  }

  private static void lengths(Corpus corpus) {
    Identity at = ROOT;
    for (int count = 0; count <= 8; count++) {
      corpus.add("chain/intermediates-" + count, both(), file(under(at)), ROOT);
      at = CertForge.intermediate(at, "Chain-middle-" + count).make();
    }
    corpus.add(
        "chain/with-the-root-in-it",
        both(),
        new FileForge(SIGNER).carrying(ROOT.certificate()).make(),
        ROOT);
    corpus.add(
        "chain/with-unrelated-certificates",
        both(),
        new FileForge(SIGNER)
            .carrying(
                CertForge.root("Bystander").make().certificate(),
                CertForge.signer(CertForge.root("Bystander").make(), "Other").make().certificate())
            .make(),
        ROOT);
  }

  private static void missing(Corpus corpus) {
    byte[] alone = new FileForge(SIGNER).withoutChain().carrying(SIGNER.certificate()).make();
    corpus.add("chain/intermediate-missing", none(DIGITAL_SIGNATURE_UNTRUSTED), alone, ROOT);
    corpus.add("chain/intermediate-beside-the-anchor", both(), alone, ROOT, MIDDLE);
    corpus.add(
        "chain/no-certificate-at-all",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        new FileForge(SIGNER).withoutChain().make(),
        ROOT);
    corpus.add(
        "chain/signer-missing",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        new FileForge(SIGNER).withoutChain().carrying(MIDDLE.certificate()).make(),
        ROOT);
    corpus.add(
        "chain/signer-beside-the-anchor-alone",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        new FileForge(SIGNER).withoutChain().carrying(MIDDLE.certificate()).make(),
        ROOT,
        SIGNER);
  }

  private static void strangers(Corpus corpus) {
    Identity stranger = CertForge.root("Stranger").make();
    corpus.add("chain/stranger", none(DIGITAL_SIGNATURE_UNTRUSTED), file(under(stranger)), ROOT);
    corpus.add(
        "chain/stranger-that-brings-its-root",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        new FileForge(under(stranger)).carrying(stranger.certificate()).make(),
        ROOT);
    Identity impostor = CertForge.root("Chain-root").key("P-384").make();
    corpus.add(
        "chain/impostor-of-the-root",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        new FileForge(under(impostor)).carrying(impostor.certificate()).make(),
        ROOT);
    corpus.add(
        "chain/self-signed",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(CertForge.signer(null, "Alone").make()),
        ROOT);
    corpus.add("chain/impostor-beside-the-root", freshsealAlone(), file(SIGNER), impostor, ROOT);
  }

  private static void anchors(Corpus corpus) {
    corpus.add("chain/anchor-that-is-not-self-signed", freshsealAlone(), file(SIGNER), MIDDLE);
    corpus.add("chain/anchor-twice", both(), file(SIGNER), ROOT, ROOT);
    corpus.add(
        "chain/anchors-of-others-too",
        both(),
        file(SIGNER),
        CertForge.root("First").make(),
        ROOT,
        CertForge.root("Last").make());
    corpus.add(
        "chain/anchor-is-no-authority",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(end(new BasicConstraints(false), KeyUsage.digitalSignature))),
        end(new BasicConstraints(false), KeyUsage.digitalSignature));
    corpus.add(
        "chain/anchor-without-constraints",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(end(null, 0))),
        end(null, 0));
    Identity noSign =
        CertForge.root("No-sign").usage(KeyUsage.cRLSign | KeyUsage.digitalSignature).make();
    corpus.add(
        "chain/anchor-that-may-not-sign-certificates",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(noSign)),
        noSign);
    Identity old = CertForge.root("Version-one").versionOne().make();
    corpus.add(
        "chain/anchor-of-version-1",
        opensslAlone(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(old)),
        old);
    Identity selfSigned = CertForge.signer(null, "Alone").make();
    corpus.add(
        "chain/anchor-is-the-signer",
        opensslAlone(DIGITAL_SIGNATURE_UNTRUSTED),
        file(selfSigned),
        selfSigned);
  }

  private static Identity end(BasicConstraints constraints, int usage) {
    return CertForge.root("End-anchor").constraints(constraints).usage(usage).make();
  }

  private static void authorities(Corpus corpus) {
    corpus.add(
        "chain/signer-that-issues",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(CertForge.signer(SIGNER, "Grandchild").make()),
        ROOT);
    Identity noConstraints = CertForge.intermediate(ROOT, "Bare").constraints(null).make();
    corpus.add(
        "chain/intermediate-without-constraints",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(noConstraints)),
        ROOT);
    Identity noSign =
        CertForge.intermediate(ROOT, "No-sign").usage(KeyUsage.digitalSignature).make();
    corpus.add(
        "chain/intermediate-that-may-not-sign-certificates",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(noSign)),
        ROOT);
    Identity noUsage = CertForge.intermediate(ROOT, "No-usage").usage(0).make();
    corpus.add("chain/intermediate-without-usage", both(), file(under(noUsage)), ROOT);
    Identity old = CertForge.intermediate(ROOT, "Version-one").versionOne().make();
    corpus.add(
        "chain/intermediate-of-version-1",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(old)),
        ROOT);
    Identity signing = new Identity(MIDDLE.certificate(), MIDDLE.key(), ROOT);
    corpus.add(
        "chain/authority-as-signer",
        opensslAlone(io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_PURPOSE),
        file(signing),
        ROOT);
  }

  private static void lengthsOfPaths(Corpus corpus) {
    Identity zero =
        CertForge.intermediate(ROOT, "Zero").constraints(new BasicConstraints(0)).make();
    corpus.add("chain/path-length-kept", both(), file(under(zero)), ROOT);
    Identity below = CertForge.intermediate(zero, "Below-zero").make();
    corpus.add(
        "chain/path-length-exceeded", none(DIGITAL_SIGNATURE_UNTRUSTED), file(under(below)), ROOT);
    Identity shortRoot = CertForge.root("Short-root").constraints(new BasicConstraints(0)).make();
    corpus.add("chain/path-length-of-the-anchor-kept", both(), file(under(shortRoot)), shortRoot);
    Identity sameName = CertForge.intermediate(shortRoot, "Short-root").make();
    corpus.add(
        "chain/path-length-of-the-anchor-with-a-self-issued-one",
        both(),
        file(under(sameName)),
        shortRoot);
    corpus.add(
        "chain/path-length-of-the-anchor-exceeded",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(CertForge.intermediate(shortRoot, "One-too-many").make())),
        shortRoot);
  }

  private static void extensions(Corpus corpus) {
    DEROctetString value = new DEROctetString(new byte[] {1});
    for (boolean critical : List.of(true, false)) {
      String how = critical ? "critical" : "plain";
      var expected = critical ? none(DIGITAL_SIGNATURE_UNTRUSTED) : both();
      corpus.add(
          "chain/signer-with-unknown-" + how,
          expected,
          file(CertForge.signer(ROOT, "Strange").with(UNKNOWN, critical, value).make()),
          ROOT);
      Identity middle =
          CertForge.intermediate(ROOT, "Strange").with(UNKNOWN, critical, value).make();
      corpus.add("chain/intermediate-with-unknown-" + how, expected, file(under(middle)), ROOT);
      Identity anchor = CertForge.root("Strange-root").with(UNKNOWN, critical, value).make();
      corpus.add("chain/anchor-with-unknown-" + how, expected, file(under(anchor)), anchor);
    }
    AuthorityKeyIdentifier wrong = new AuthorityKeyIdentifier(new byte[20]);
    corpus.add(
        "chain/authority-key-identifier-wrong",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(CertForge.signer(ROOT, "Lost").with("2.5.29.35", false, wrong).make()),
        ROOT);
  }

  private static void names(Corpus corpus) {
    NameConstraints none =
        new NameConstraints(new GeneralSubtree[] {directory("O=Elsewhere")}, null);
    NameConstraints forbidden =
        new NameConstraints(null, new GeneralSubtree[] {directory("CN=Chain-signer")});
    Identity narrow = CertForge.intermediate(ROOT, "Narrow").with("2.5.29.30", true, none).make();
    corpus.add(
        "chain/name-outside-of-the-permitted",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(narrow)),
        ROOT);
    Identity banning =
        CertForge.intermediate(ROOT, "Banning").with("2.5.29.30", true, forbidden).make();
    corpus.add(
        "chain/name-among-the-excluded",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(banning)),
        ROOT);
    NameConstraints wide =
        new NameConstraints(new GeneralSubtree[] {directory("CN=Chain-signer")}, null);
    Identity generous = CertForge.root("Wide-root").with("2.5.29.30", true, wide).make();
    corpus.add(
        "chain/name-among-the-anchor-s",
        opensslAlone(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(generous)),
        generous);
    Identity anchor = CertForge.root("Narrow-root").with("2.5.29.30", true, none).make();
    corpus.add(
        "chain/name-outside-of-the-anchor-s",
        none(DIGITAL_SIGNATURE_UNTRUSTED),
        file(under(anchor)),
        anchor);
  }

  private static GeneralSubtree directory(String name) {
    return new GeneralSubtree(new GeneralName(new X500Name(name)));
  }

  /** The good signer of this chapter, for those that need any. */
  static Identity signer() {
    return SIGNER;
  }

  static Identity root() {
    return ROOT;
  }

  static Identity middle() {
    return MIDDLE;
  }

  /** A second good signer. */
  static Identity another() {
    return ANOTHER;
  }

  /** Two certificates of one intermediate; one of the ways up does not hold. */
  private static void crossed(Corpus corpus) {
    Identity other = CertForge.root("Crossing-root").make();
    Identity good = CertForge.intermediate(other, "Crossed").make();
    Identity weak = CertForge.intermediate(ROOT, "Crossed").signedWith("SHA1withECDSA").make();
    Identity between =
        CertForge.intermediate(ROOT, "Between").constraints(new BasicConstraints(0)).make();
    Identity tooLong = CertForge.intermediate(between, "Crossed").make();
    crossed(corpus, "weak", both(), new FileForge(under(good)).carrying(weak.certificate()), other);
    crossed(
        corpus,
        "too-long",
        freshsealAlone(),
        new FileForge(under(good)).carrying(tooLong.certificate(), between.certificate()),
        other);
  }

  private static void crossed(
      Corpus corpus, String name, Corpus.Expected expected, FileForge file, Identity other) {
    corpus.add("chain/crossed-beside-" + name, expected, file.make(), ROOT, other);
    corpus.add("chain/crossed-after-" + name, expected, file.make(), other, ROOT);
  }
}
