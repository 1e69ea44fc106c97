package io.freshseal.trust.agreement;

import static io.freshseal.shared.entity.StatusCode.DIGITAL_SIGNATURE_PURPOSE;
import static io.freshseal.trust.agreement.Corpus.both;
import static io.freshseal.trust.agreement.Corpus.opensslAlone;

import io.freshseal.trust.TestPki.Identity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What the signer's certificate says that it is for. */
final class PurposeChapter {

  private PurposeChapter() {}

  static void write(Corpus corpus) {
    Identity root = CertForge.root("Purpose-root").make();
    Map<String, KeyPurposeId[]> purposes = new LinkedHashMap<>();
    purposes.put("none", new KeyPurposeId[0]);
    purposes.put("any", ids(KeyPurposeId.anyExtendedKeyUsage));
    purposes.put("server", ids(KeyPurposeId.id_kp_serverAuth));
    purposes.put("client", ids(KeyPurposeId.id_kp_clientAuth));
    purposes.put("mail", ids(KeyPurposeId.id_kp_emailProtection));
    purposes.put("timestamping", ids(KeyPurposeId.id_kp_timeStamping));
    purposes.put("ocsp", ids(KeyPurposeId.id_kp_OCSPSigning));
    purposes.forEach(
        (name, ids) ->
            corpus.add(
                "purpose/extended-" + name,
                opensslAlone(DIGITAL_SIGNATURE_PURPOSE),
                new FileForge(CertForge.signer(root, "Purpose").purposes(ids).make()).make(),
                root));
    corpus.add(
        "purpose/extended-code-signing-and-mail",
        both(),
        new FileForge(
                CertForge.signer(root, "Purpose")
                    .purposes(KeyPurposeId.id_kp_codeSigning, KeyPurposeId.id_kp_emailProtection)
                    .make())
            .make(),
        root);
    usages(corpus, root);
  }

  private static KeyPurposeId[] ids(KeyPurposeId id) {
    return new KeyPurposeId[] {id};
  }

  private static void usages(Corpus corpus, Identity root) {
    Map<String, Integer> bits = new LinkedHashMap<>();
    bits.put("absent", 0);
    bits.put("nonRepudiation", KeyUsage.nonRepudiation);
    bits.put("keyEncipherment", KeyUsage.keyEncipherment);
    bits.put("keyCertSign", KeyUsage.keyCertSign);
    bits.put("cRLSign", KeyUsage.cRLSign);
    bits.forEach(
        (name, usage) ->
            corpus.add(
                "purpose/usage-" + name,
                opensslAlone(DIGITAL_SIGNATURE_PURPOSE),
                new FileForge(CertForge.signer(root, "Purpose").usage(usage).make()).make(),
                root));
    corpus.add(
        "purpose/usage-digitalSignature-and-more",
        both(),
        new FileForge(
                CertForge.signer(root, "Purpose")
                    .usage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation)
                    .make())
            .make(),
        root);
  }
}
