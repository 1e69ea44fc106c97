package io.freshseal.st;

import io.freshseal.st.Attack.Evidence;
import io.freshseal.st.Attack.Scene;
import io.freshseal.st.Attack.Trace;
import io.freshseal.st.forge.CatalogDraft;
import io.freshseal.st.forge.CertificateForge;
import io.freshseal.st.forge.Cms;
import io.freshseal.st.forge.Identity;
import io.freshseal.st.forge.Lineage;
import io.freshseal.st.forge.Offer;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;

/** Attacks with a stolen key after it was revoked, and on the lists that say so. */
final class RevocationAttacks {
  private static final Instant SINCE = CertificateForge.daysFromNow(-2);

  private RevocationAttacks() {}

  static List<Attack> all() {
    return List.of(
        Attack.of(
                "key compromise with revocation",
                Refusal.REVOKED,
                Trace.NONE,
                RevocationAttacks::catalogOfTheThief)
            .and(
                "as a signature file",
                Refusal.REVOKED,
                Trace.OBJECTS,
                RevocationAttacks::signatureFileOfTheThief)
            .and(
                "told by a new list alone",
                Refusal.REVOKED,
                Trace.OBJECTS,
                RevocationAttacks::revokedByTheNewList)
            .and(
                "hidden by an older list",
                Refusal.ROLLBACK,
                Trace.OBJECTS,
                RevocationAttacks::olderList)
            .after(RevocationAttacks::revoke),
        Attack.of(
            "a revocation list past its date",
            Refusal.REVOCATION_UNKNOWN,
            Trace.OBJECTS,
            RevocationAttacks::staleList));
  }

  /** The source revokes the stolen key, and every machine hears of it with the next catalog. */
  private static void revoke(Scene scene) {
    scene.lineage().use(listAgainst(scene, scene.pki().stolen()));
    scene.serveNews();
  }

  private static byte[] listAgainst(Scene scene, Identity identity) {
    return scene.lineage().newList().revoking(identity, SINCE, CRLReason.keyCompromise).make();
  }

  private static Evidence catalogOfTheThief(Scene scene) {
    CatalogDraft draft = scene.lineage().draft().put(scene.lineage().newVersion(Lineage.PATTERN));
    scene.site().serve(draft, draft.envelope().by(scene.pki().stolen()).make());
    return Evidence.of(scene.pki().stolen().name(), SINCE);
  }

  private static Evidence signatureFileOfTheThief(Scene scene) {
    Offer offer = scene.lineage().newVersion(Lineage.PATTERN);
    byte[] file = Cms.detached(offer.content(), offer.hints()).by(scene.pki().stolen()).make();
    scene.serve(scene.lineage().draft().put(offer.signedBy(file)));
    return Evidence.of(scene.pki().stolen().name(), SINCE);
  }

  /** Nothing at hand knows yet that the signer of this catalog is revoked, but its own list. */
  private static Evidence revokedByTheNewList(Scene scene) {
    Identity signer =
        CertificateForge.signer("Freshly Revoked").issuedBy(scene.pki().intermediate());
    byte[] list =
        scene
            .lineage()
            .newList()
            .revoking(scene.pki().stolen(), SINCE, CRLReason.keyCompromise)
            .revoking(signer, SINCE, CRLReason.keyCompromise)
            .make();
    scene.lineage().use(list);
    CatalogDraft draft = scene.lineage().draft().put(scene.lineage().newVersion(Lineage.PATTERN));
    scene.site().serve(draft, draft.envelope().by(signer).make());
    return Evidence.of(signer.name(), SINCE);
  }

  private static Evidence olderList(Scene scene) {
    byte[] first = Lineage.begin(scene.pki()).lists().get(1);
    return lists(scene, List.of(scene.lineage().lists().get(0), first));
  }

  private static Evidence staleList(Scene scene) {
    Instant due = CertificateForge.daysFromNow(0).minusSeconds(60);
    byte[] stale = scene.lineage().newList().dueAt(due).make();
    lists(scene, List.of(scene.lineage().lists().get(0), stale));
    scene.lineage().use(scene.lineage().newList().make());
    return Evidence.of(scene.pki().intermediate().name(), due);
  }

  private static Evidence lists(Scene scene, List<byte[]> lists) {
    scene.serve(
        scene.lineage().draft().withLists(lists).put(scene.lineage().newVersion(Lineage.PATTERN)));
    return Evidence.of(scene.pki().intermediate().name());
  }
}
