package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_ALGORITHM;
import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_FAILURE;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.none;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.agreement.Corpus.Expected;
import java.util.List;
import java.util.Set;

/** Every kind of key in every place, with every digest. */
final class KeyChapter {

  private static final List<String> DIGESTS = List.of("SHA-1", "SHA-256", "SHA-384", "SHA-512");
  private static final Set<String> ALLOWED = Set.of("RSA-3072", "RSA-4096", "P-256", "P-384");

  private KeyChapter() {}

  static void write(Corpus corpus) {
    Identity root = CertForge.root("Key-root").make();
    for (String key : List.of("RSA-2048", "RSA-3072", "RSA-4096", "P-256", "P-384", "P-521")) {
      signers(corpus, root, key);
      authorities(corpus, key);
    }
    strangeKeys(corpus, root);
    certificateDigests(corpus);
    identifiers(corpus, root);
  }

  private static void signers(Corpus corpus, Identity root, String key) {
    Identity signer = CertForge.signer(root, "Key-signer").key(key).make();
    for (String digest : DIGESTS) {
      boolean good = ALLOWED.contains(key) && digest.equals("SHA-256");
      corpus.add(
          "key/signer-" + key + "-" + digest,
          good ? both() : opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
          new FileForge(signer).digest(digest).make(),
          root);
    }
  }

  private static void authorities(Corpus corpus, String key) {
    Expected expected = ALLOWED.contains(key) ? both() : opensslAlone(DIGITAL_SIGNATURE_ALGORITHM);
    Identity root = CertForge.root("Key-root").key(key).make();
    corpus.add(
        "key/anchor-" + key,
        expected,
        new FileForge(CertForge.signer(root, "Under-anchor").make()).make(),
        root);
    Identity top = CertForge.root("Key-top").make();
    Identity middle = CertForge.intermediate(top, "Key-middle").key(key).make();
    corpus.add(
        "key/intermediate-" + key,
        expected,
        new FileForge(CertForge.signer(middle, "Under-middle").make()).make(),
        top);
  }

  private static void strangeKeys(Corpus corpus, Identity root) {
    Identity edwards = CertForge.signer(root, "Key-signer").key("Ed25519").make();
    corpus.add(
        "key/signer-Ed25519",
        none(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(edwards).make(),
        root);
    Identity koblitz = CertForge.signer(root, "Key-signer").key("secp256k1").make();
    corpus.add(
        "key/signer-secp256k1",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(koblitz).make(),
        root);
    Identity brainpool = CertForge.signer(root, "Key-signer").key("brainpoolP256r1").make();
    corpus.add(
        "key/signer-brainpoolP256r1",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(brainpool).make(),
        root);
    Identity small = CertForge.signer(root, "Key-signer").key("RSA-1024").make();
    corpus.add(
        "key/signer-RSA-1024",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(small).make(),
        root);
  }

  private static void certificateDigests(Corpus corpus) {
    for (String key : List.of("RSA-3072", "P-256")) {
      String suffix = key.startsWith("RSA") ? "withRSA" : "withECDSA";
      for (String digest : List.of("SHA1", "SHA224", "SHA256", "SHA384", "SHA512")) {
        Expected expected =
            digest.equals("SHA1") || digest.equals("SHA224")
                ? opensslAlone(DIGITAL_SIGNATURE_ALGORITHM)
                : both();
        Identity root = CertForge.root("Digest-root").key(key).signedWith(digest + suffix).make();
        Identity good = CertForge.signer(root, "Digest-signer").make();
        corpus.add("key/anchor-by-" + digest + suffix, both(), new FileForge(good).make(), root);
        Identity signer =
            CertForge.signer(root, "Digest-signer").signedWith(digest + suffix).make();
        corpus.add(
            "key/certificate-by-" + digest + suffix, expected, new FileForge(signer).make(), root);
      }
    }
    Identity root = CertForge.root("Digest-root").key("RSA-3072").make();
    Identity pss =
        CertForge.signer(root, "Digest-signer").signedWith("SHA256withRSAandMGF1").make();
    corpus.add(
        "key/certificate-by-RSASSA-PSS",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(pss).make(),
        root);
    Identity md5 = CertForge.signer(root, "Digest-signer").signedWith("MD5withRSA").make();
    corpus.add(
        "key/certificate-by-MD5withRSA",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(md5).make(),
        root);
  }

  private static void identifiers(Corpus corpus, Identity root) {
    Identity rsa = CertForge.signer(root, "Key-signer").key("RSA-3072").make();
    Identity elliptic = CertForge.signer(root, "Key-signer").make();
    corpus.add(
        "key/identifier-sha256WithRSAEncryption",
        both(),
        new FileForge(rsa).signatureIdentifier("1.2.840.113549.1.1.11").make(),
        root);
    corpus.add(
        "key/identifier-sha512WithRSAEncryption",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(rsa).signatureIdentifier("1.2.840.113549.1.1.13").make(),
        root);
    corpus.add(
        "key/identifier-RSA-for-EC-key",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(elliptic).signatureIdentifier("1.2.840.113549.1.1.11").make(),
        root);
    corpus.add(
        "key/identifier-EC-for-RSA-key",
        none(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(rsa).signatureIdentifier("1.2.840.10045.4.3.2").make(),
        root);
    corpus.add(
        "key/identifier-id-ecPublicKey",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(elliptic).signatureIdentifier("1.2.840.10045.2.1").make(),
        root);
    corpus.add(
        "key/identifier-SHA384-for-SHA256",
        opensslAlone(DIGITAL_SIGNATURE_ALGORITHM),
        new FileForge(elliptic).signatureIdentifier("1.2.840.10045.4.3.3").make(),
        root);
    corpus.add(
        "key/signature-of-another-key",
        none(DIGITAL_SIGNATURE_FAILURE),
        new FileForge(
                new Identity(
                    CertForge.signer(root, "Key-signer").make().certificate(),
                    CertForge.signer(root, "Key-other").make().key(),
                    root))
            .make(),
        root);
  }
}
