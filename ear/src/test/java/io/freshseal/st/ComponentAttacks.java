package io.freshseal.st;

import io.freshseal.st.Attack.Evidence;
import io.freshseal.st.Attack.Scene;
import io.freshseal.st.Attack.Trace;
import io.freshseal.st.forge.Cms;
import io.freshseal.st.forge.Digests;
import io.freshseal.st.forge.Lineage;
import io.freshseal.st.forge.Offer;
import java.util.List;

/** Attacks under an authentic catalog: on signature files, contents and the way to them. */
final class ComponentAttacks {
  private static final String SIGNATURE_FILES = "/signature$";

  private ComponentAttacks() {}

  static List<Attack> all() {
    return List.of(
        Attack.of(
            "a wrong component under a right signature",
            Refusal.MISBOUND,
            Trace.MEMORY,
            scene -> signatureOf(scene, Lineage.PATTERN, Lineage.RULES)),
        Attack.of(
            "a wrong platform",
            Refusal.MISBOUND,
            Trace.MEMORY,
            scene -> signatureOf(scene, Lineage.LINUX, Lineage.WINDOWS)),
        Attack.of(
            "an old signature file for a new version",
            Refusal.MISBOUND,
            Trace.MEMORY,
            ComponentAttacks::signatureOfBefore),
        Attack.of(
            "a signature over other content",
            Refusal.MISBOUND,
            Trace.MEMORY,
            ComponentAttacks::overOtherContent),
        Attack.of(
                "a malicious mirror",
                Refusal.DIGEST_MISMATCH,
                Trace.OBJECTS,
                ComponentAttacks::otherContent)
            .and(
                "of signature files",
                Refusal.DIGEST_MISMATCH,
                Trace.OBJECTS,
                ComponentAttacks::otherSignatureFile)
            .and("that redirects", Refusal.BAD_ANSWER, Trace.NONE, ComponentAttacks::redirect),
        Attack.of(
                "a mirror that lacks what its catalog names",
                Refusal.INCOMPLETE,
                Trace.OBJECTS,
                ComponentAttacks::withoutContent)
            .and(
                "the signature file",
                Refusal.INCOMPLETE,
                Trace.OBJECTS,
                ComponentAttacks::withoutSignatureFile),
        Attack.of(
                "HTML as a signature",
                Refusal.MALFORMED,
                Trace.OBJECTS,
                scene -> fallback(scene, HostileUpstream.page()))
            .and(
                "named by the catalog",
                Refusal.MALFORMED,
                Trace.OBJECTS,
                ComponentAttacks::publishedPage)
            .and("as the catalog", Refusal.MALFORMED, Trace.NONE, ComponentAttacks::pageAsCatalog),
        Attack.of(
                "zero bytes as a signature",
                Refusal.MALFORMED,
                Trace.OBJECTS,
                scene -> fallback(scene, empty("application/pkcs7-signature")))
            .and(
                "in place of an object",
                Refusal.BAD_ANSWER,
                Trace.OBJECTS,
                ComponentAttacks::emptyObject)
            .and("as the catalog", Refusal.MALFORMED, Trace.NONE, ComponentAttacks::emptyCatalog),
        Attack.of(
                "endless data",
                Refusal.TOO_LARGE,
                Trace.OBJECTS,
                scene -> endless(scene, true, "/objects/" + Digests.sha256(news(scene).content())))
            .and(
                "as a signature file",
                Refusal.TOO_LARGE,
                Trace.OBJECTS,
                scene ->
                    endless(scene, true, "/objects/" + Digests.sha256(news(scene).file().bytes())))
            .and(
                "as the catalog",
                Refusal.TOO_LARGE,
                Trace.NONE,
                scene -> endless(scene, false, "/catalog$")),
        Attack.of(
            "slow retrieval", Refusal.TOO_SLOW, Trace.OBJECTS, ComponentAttacks::slowContent));
  }

  /** Serves a good catalog with one new version, and gives that. */
  private static Offer news(Scene scene) {
    Offer offer = scene.lineage().newVersion(Lineage.PATTERN);
    scene.serve(scene.lineage().draft().put(offer));
    return offer;
  }

  private static Evidence signatureOf(Scene scene, String id, String other) {
    Offer mine = scene.lineage().newVersion(id);
    Offer theirs = scene.lineage().newVersion(other);
    scene.serve(scene.lineage().draft().put(mine.with(theirs.file())));
    return Evidence.of(theirs.hints(), mine.hints());
  }

  private static Evidence signatureOfBefore(Scene scene) {
    Offer before = scene.lineage().offered(Lineage.PATTERN);
    Offer offer = scene.lineage().newVersion(Lineage.PATTERN);
    scene.serve(scene.lineage().draft().put(offer.with(before.file())));
    return Evidence.of(before.hints(), offer.hints());
  }

  private static Evidence overOtherContent(Scene scene) {
    Offer offer = scene.lineage().newVersion(Lineage.PATTERN);
    byte[] file =
        Cms.detached(Cms.bytes("quite another content"), offer.hints())
            .by(scene.pki().componentSigner())
            .make();
    scene.serve(scene.lineage().draft().put(offer.signedBy(file)));
    return Evidence.of(offer.hints());
  }

  private static Evidence otherContent(Scene scene) {
    Offer offer = news(scene);
    String digest = Digests.sha256(offer.content());
    scene.site().lie(digest, binary(Bytes.flipped(offer.content())));
    return Evidence.of(digest);
  }

  private static Evidence otherSignatureFile(Scene scene) {
    Offer offer = news(scene);
    byte[] file = offer.file().bytes();
    scene.site().lie(Digests.sha256(file), binary(Bytes.flipped(file)));
    return Evidence.of(offer.id() + " " + offer.version());
  }

  private static Evidence redirect(Scene scene) {
    scene.site().lie("/catalog$", HostileUpstream.redirect(scene.site().url() + "/elsewhere"));
    return Evidence.of("302", scene.site().url());
  }

  private static Evidence withoutContent(Scene scene) {
    String digest = Digests.sha256(news(scene).content());
    scene.site().lie(digest, HostileUpstream.status(404));
    return Evidence.of(digest, "404");
  }

  private static Evidence withoutSignatureFile(Scene scene) {
    Offer offer = news(scene);
    String named = Digests.sha256(offer.file().bytes());
    scene.site().lie(named + "|" + SIGNATURE_FILES, HostileUpstream.status(404));
    return Evidence.of(offer.id() + "/" + offer.version(), "404");
  }

  /** The mirror lacks the named signature file, and gives something else as its newest. */
  private static Evidence fallback(Scene scene, HostileUpstream.Reply reply) {
    Offer offer = news(scene);
    scene
        .site()
        .lie(Digests.sha256(offer.file().bytes()), HostileUpstream.status(404))
        .lie(SIGNATURE_FILES, reply);
    return Evidence.of("signature");
  }

  /** A careless publisher took a page of its proxy for the signature file. */
  private static Evidence publishedPage(Scene scene) {
    Offer offer = scene.lineage().newVersion(Lineage.PATTERN);
    scene.serve(scene.lineage().draft().put(offer.signedBy(HostileUpstream.pageBytes())));
    return Evidence.of("web page");
  }

  private static Evidence pageAsCatalog(Scene scene) {
    scene.site().lie("/catalog$", HostileUpstream.page());
    return Evidence.of("web page");
  }

  private static Evidence emptyObject(Scene scene) {
    String digest = Digests.sha256(news(scene).file().bytes());
    scene.site().lie(digest, empty("application/octet-stream"));
    return Evidence.of(digest);
  }

  private static Evidence emptyCatalog(Scene scene) {
    scene.site().lie("/catalog$", empty("application/pkcs7-mime"));
    return Evidence.of("empty");
  }

  private static Evidence endless(Scene scene, boolean authentic, String path) {
    String type = authentic ? "application/octet-stream" : "application/pkcs7-mime";
    scene.site().lie(path, HostileUpstream.endless(type));
    return Evidence.of(scene.site().url(), "bytes");
  }

  private static Evidence slowContent(Scene scene) {
    Offer offer = news(scene);
    String digest = Digests.sha256(offer.content());
    scene.site().lie(digest, scene.upstream().slow(offer.content()));
    return Evidence.of(digest);
  }

  private static HostileUpstream.Reply binary(byte[] bytes) {
    return HostileUpstream.bytes("application/octet-stream", bytes);
  }

  private static HostileUpstream.Reply empty(String type) {
    return HostileUpstream.bytes(type, new byte[0]);
  }
}
