package io.freshseal.st;

import io.freshseal.st.Attack.Evidence;
import io.freshseal.st.Attack.Scene;
import io.freshseal.st.Attack.Trace;
import io.freshseal.st.forge.CatalogDraft;
import io.freshseal.st.forge.Cms;
import io.freshseal.st.forge.Identity;
import io.freshseal.st.forge.Lineage;
import io.freshseal.st.forge.Offer;
import io.freshseal.st.forge.Pki;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/**
 * Attacks with signatures that are wrong in themselves. Each strikes twice: as the signature of the
 * catalog, and as a signature file that an authentic catalog names.
 */
final class ShapeAttacks {
  private ShapeAttacks() {}

  /** Signs, wrongly. */
  @FunctionalInterface
  private interface Shape extends BiFunction<Cms, Pki, byte[]> {}

  static List<Attack> all() {
    return List.of(
        bySigner("arbitrary installation", Refusal.UNTRUSTED, Pki::stranger, s -> words("anchors")),
        bySigner(
            "expired signer",
            Refusal.CERT_EXPIRE,
            Pki::expiredSigner,
            s -> Evidence.certificate("SIGNER", s, s.notAfter(), true)),
        bySigner(
            "expired intermediate",
            Refusal.CERT_EXPIRE,
            Pki::underExpiredIntermediate,
            s -> ofIssuer("INTERMEDIATE", s)),
        bySigner(
            "expired root", Refusal.CERT_EXPIRE, Pki::underExpiredRoot, s -> ofIssuer("ANCHOR", s)),
        bySigner(
            "expired signer of a stranger",
            Refusal.CERT_EXPIRE_OF_A_STRANGER,
            Pki::expiredStranger,
            s -> Evidence.certificate("SIGNER", s, s.notAfter(), false)),
        bySigner(
            "not yet valid",
            Refusal.CERT_NOT_YET_VALID,
            Pki::tomorrowsSigner,
            s -> Evidence.certificate("SIGNER", s, s.notBefore(), true)),
        bySigner(
            "wrong purpose", Refusal.PURPOSE, Pki::serverCertificate, s -> words("code signing")),
        bySigner("weak key", Refusal.ALGORITHM, Pki::weakKey, s -> words("3072")),
        bySigner(
            "a certificate signed with SHA-1",
            Refusal.ALGORITHM,
            Pki::sha1Certificate,
            s -> words(s.name())),
        shape(
            "SHA-1",
            Refusal.ALGORITHM,
            "1.3.14.3.2.26",
            (cms, pki) -> cms.digesting("SHA-1").by(pki.componentSigner()).make()),
        shape(
            "two signers",
            Refusal.SIGNER_COUNT,
            "2 signers",
            (cms, pki) -> cms.by(pki.componentSigner()).by(pki.otherSigner()).make()),
        shape("no signer", Refusal.SIGNER_COUNT, "0 signers", (cms, pki) -> cms.make()),
        shape(
            "stripped signed attributes",
            Refusal.FAILURE,
            "attributes",
            (cms, pki) -> cms.withoutAttributes().by(pki.componentSigner()).make()),
        shape(
            "a stripped content-hints attribute",
            Refusal.FAILURE,
            "attributes",
            (cms, pki) ->
                cms.without(PKCSObjectIdentifiers.id_aa_contentHint)
                    .by(pki.componentSigner())
                    .make()),
        shape(
            "a broken signature value",
            Refusal.FAILURE,
            "verify",
            (cms, pki) -> cms.withBrokenSignature().by(pki.componentSigner()).make()),
        shape(
            "algorithm confusion",
            Refusal.ALGORITHM,
            PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
            (cms, pki) ->
                cms.claiming(PKCSObjectIdentifiers.sha256WithRSAEncryption)
                    .by(pki.componentSigner())
                    .make()),
        shape(
            "algorithm confusion by the digest",
            Refusal.ALGORITHM,
            NISTObjectIdentifiers.id_sha512.getId(),
            (cms, pki) -> cms.digesting("SHA-512").by(pki.componentSigner()).make()),
        shape(
            "BER instead of DER",
            Refusal.MALFORMED,
            "indefinite",
            (cms, pki) -> cms.asBer().by(pki.componentSigner()).make()),
        shape(
            "trailing bytes",
            Refusal.MALFORMED,
            "DER",
            (cms, pki) -> trailing(cms.by(pki.componentSigner()).make())));
  }

  /** The same with signature files alone. */
  static List<Attack> inShort() {
    return all().stream().map(Attack::inShort).toList();
  }

  private static byte[] trailing(byte[] file) {
    return Arrays.copyOf(file, file.length + 16);
  }

  private static Evidence words(String text) {
    return Evidence.of(text);
  }

  private static Evidence ofIssuer(String role, Identity signer) {
    Identity issuer = signer.issuer().orElseThrow();
    return Evidence.certificate(role, issuer, issuer.notAfter(), true);
  }

  private static Attack bySigner(
      String name,
      Refusal refusal,
      Function<Pki, Identity> signer,
      Function<Identity, Evidence> evidence) {
    return Attack.of(
            name,
            refusal,
            Trace.NONE,
            scene -> {
              Identity bad = signer.apply(scene.pki());
              asCatalog(scene, (cms, pki) -> cms.by(bad).make());
              return evidence.apply(bad);
            })
        .and(
            "as a signature file",
            refusal,
            Trace.MEMORY,
            scene -> {
              Identity bad = signer.apply(scene.pki());
              asSignatureFile(scene, (cms, pki) -> cms.by(bad).make());
              return evidence.apply(bad);
            });
  }

  private static Attack shape(String name, Refusal refusal, String fact, Shape shape) {
    return Attack.of(
            name,
            refusal,
            Trace.NONE,
            scene -> {
              asCatalog(scene, shape);
              return words(fact);
            })
        .and(
            "as a signature file",
            refusal,
            Trace.MEMORY,
            scene -> {
              asSignatureFile(scene, shape);
              return words(fact);
            });
  }

  private static void asCatalog(Scene scene, Shape shape) {
    CatalogDraft draft = scene.lineage().draft().put(scene.lineage().newVersion(Lineage.PATTERN));
    scene.site().serve(draft, shape.apply(draft.envelope(), scene.pki()));
  }

  private static void asSignatureFile(Scene scene, Shape shape) {
    Offer offer = scene.lineage().newVersion(Lineage.PATTERN);
    byte[] file = shape.apply(Cms.detached(offer.content(), offer.hints()), scene.pki());
    scene.serve(scene.lineage().draft().put(offer.signedBy(file)));
  }
}
