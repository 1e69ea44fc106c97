package io.freshseal.st;

import io.freshseal.st.Attack.Evidence;
import io.freshseal.st.Attack.Scene;
import io.freshseal.st.Attack.Trace;
import io.freshseal.st.forge.CatalogDraft;
import io.freshseal.st.forge.CertificateForge;
import io.freshseal.st.forge.Cms;
import io.freshseal.st.forge.Digests;
import io.freshseal.st.forge.Lineage;
import io.freshseal.st.forge.Offer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Attacks with catalogs: old ones, late ones, doubled ones, cut ones. */
final class CatalogAttacks {
  private static final Duration SHORT = Duration.ofSeconds(6);

  private CatalogAttacks() {}

  static List<Attack> all() {
    return List.of(
        Attack.of("rollback of the catalog", Refusal.ROLLBACK, Trace.NONE, CatalogAttacks::older),
        Attack.of("rollback of the version", Refusal.ROLLBACK, Trace.NONE, CatalogAttacks::version),
        Attack.of(
            "rollback of a single component",
            Refusal.ROLLBACK,
            Trace.NONE,
            CatalogAttacks::singleComponent),
        Attack.of("rollback of the serial", Refusal.ROLLBACK, Trace.NONE, CatalogAttacks::serial),
        Attack.of("rollback of the epoch", Refusal.ROLLBACK, Trace.NONE, CatalogAttacks::epoch),
        Attack.of("epochs used up", Refusal.EPOCH_JUMP, Trace.NONE, CatalogAttacks::lastEpoch),
        Attack.of(
            "a catalog of another source",
            Refusal.SOURCE_CHANGED,
            Trace.NONE,
            CatalogAttacks::ofAnotherSource),
        Attack.of(
                "fast-forward, and recovery by a new epoch",
                Refusal.ROLLBACK,
                Trace.NONE,
                CatalogAttacks::overtaken)
            .after(CatalogAttacks::fastForward)
            .recoveredBy(CatalogAttacks::beginEpoch),
        Attack.of(
                "indefinite freeze",
                Refusal.CATALOG_EXPIRED,
                Trace.NONE,
                CatalogAttacks::frozenUntilExpired)
            .after(CatalogAttacks::serveForSeconds),
        Attack.of(
            "freeze by an expired catalog",
            Refusal.CATALOG_EXPIRED,
            Trace.NONE,
            CatalogAttacks::expired),
        Attack.of(
            "a catalog from the future",
            Refusal.CLOCK_UNTRUSTED,
            Trace.NONE,
            CatalogAttacks::fromTheFuture),
        Attack.of(
            "equivocation", Refusal.EQUIVOCATION, Trace.NONE, CatalogAttacks::twoOfOneSequence),
        Attack.of(
            "equivocation about one version",
            Refusal.EQUIVOCATION,
            Trace.NONE,
            CatalogAttacks::twoOfOneVersion),
        Attack.of(
            "mix-and-match of two catalogs", Refusal.MISBOUND, Trace.NONE, CatalogAttacks::mixed),
        Attack.of(
            "an extraneous component", Refusal.MISBOUND, Trace.NONE, CatalogAttacks::extraneous),
        Attack.of("a missing component", Refusal.MISBOUND, Trace.NONE, CatalogAttacks::missing),
        Attack.of(
            "a component named twice",
            Refusal.CATALOG_MALFORMED,
            Trace.NONE,
            CatalogAttacks::namedTwice),
        Attack.of(
            "a signature file in place of the catalog",
            Refusal.MISBOUND,
            Trace.NONE,
            CatalogAttacks::signatureFileAsCatalog));
  }

  private static Evidence older(Scene scene) {
    Lineage.Published before = scene.lineage().catalogBefore();
    scene.site().catalog(before.signed());
    return Evidence.of(
        "sequence " + scene.lineage().newest().sequence(), "sequence " + before.draft().sequence());
  }

  private static Evidence version(Scene scene) {
    Lineage lineage = scene.lineage();
    CatalogDraft draft = lineage.draft();
    lineage.offered().forEach(offer -> draft.put(lineage.before(offer.id())));
    scene.serve(draft);
    return versions(lineage, draft.offers().iterator().next().id());
  }

  private static Evidence singleComponent(Scene scene) {
    Lineage lineage = scene.lineage();
    scene.serve(
        lineage
            .draft()
            .put(lineage.newVersion(Lineage.PATTERN))
            .put(lineage.before(Lineage.RULES)));
    return versions(lineage, Lineage.RULES);
  }

  private static Evidence versions(Lineage lineage, String id) {
    return Evidence.of(
        id + " " + lineage.before(id).version(), "version " + lineage.offered(id).version());
  }

  private static Evidence serial(Scene scene) {
    Offer held = scene.lineage().offered(Lineage.PATTERN);
    scene.serve(scene.lineage().draft().put(held.withSerial(held.serial() - 1)));
    return Evidence.of(held.id(), "serial " + (held.serial() - 1), "serial " + held.serial());
  }

  private static Evidence epoch(Scene scene) {
    CatalogDraft draft = scene.lineage().draft();
    long epoch = draft.epoch();
    scene.serve(draft.at(epoch - 1, draft.sequence()));
    return Evidence.of("epoch " + epoch, "epoch " + (epoch - 1));
  }

  private static Evidence lastEpoch(Scene scene) {
    CatalogDraft draft = scene.lineage().draft();
    long epoch = draft.epoch();
    scene.serve(draft.at(Long.MAX_VALUE, 1));
    return Evidence.of("epoch " + Long.MAX_VALUE, "epoch " + epoch);
  }

  private static Evidence ofAnotherSource(Scene scene) {
    scene.serve(scene.lineage().draft().named("another-source"));
    return Evidence.of("another-source", Lineage.SOURCE);
  }

  /** What somebody with the stolen key does: the highest numbers that there are. */
  private static void fastForward(Scene scene) {
    CatalogDraft draft = scene.lineage().draft();
    Offer last = scene.lineage().newVersion(Lineage.PATTERN).withVersion("999999999");
    scene.serve(
        draft
            .at(draft.epoch(), Long.MAX_VALUE)
            .put(last.with(scene.lineage().sign(last)))
            .put(scene.lineage().newVersion(Lineage.RULES)));
  }

  private static Evidence overtaken(Scene scene) {
    scene.serveNews();
    return Evidence.of(Long.MAX_VALUE, "sequence " + scene.lineage().newest().sequence());
  }

  private static void beginEpoch(Scene scene) {
    scene.lineage().beginEpoch();
    scene.serveNews();
  }

  private static void serveForSeconds(Scene scene) {
    Instant now = Clock.systemUTC().instant();
    CatalogDraft draft =
        scene
            .lineage()
            .draft()
            .valid(now.minusSeconds(60), now.plus(SHORT))
            .put(scene.lineage().newVersion(Lineage.PATTERN));
    scene.site().serve(draft, scene.lineage().publish(draft));
  }

  private static Evidence frozenUntilExpired(Scene scene) {
    Instant end = scene.lineage().newest().expires();
    scene.site().lie("/catalog$", HostileUpstream.unchanged());
    Eventually.until(
        "the catalog has expired",
        SHORT.plusSeconds(5),
        () -> Clock.systemUTC().instant().isAfter(end));
    return Evidence.of("sequence " + scene.lineage().newest().sequence(), end);
  }

  private static Evidence expired(Scene scene) {
    Instant end = CertificateForge.daysFromNow(-1);
    scene.serve(
        scene
            .lineage()
            .draft()
            .valid(CertificateForge.daysFromNow(-9), end)
            .put(scene.lineage().newVersion(Lineage.PATTERN)));
    return Evidence.of(end);
  }

  private static Evidence fromTheFuture(Scene scene) {
    Instant issued = CertificateForge.daysFromNow(2);
    scene.serve(scene.lineage().draft().valid(issued, CertificateForge.daysFromNow(30)));
    return Evidence.of(issued);
  }

  private static Evidence twoOfOneSequence(Scene scene) {
    CatalogDraft newest = scene.lineage().newest();
    CatalogDraft other =
        scene
            .lineage()
            .draft()
            .at(newest.epoch(), newest.sequence())
            .put(scene.lineage().newVersion(Lineage.PATTERN));
    scene.serve(other);
    return Evidence.of(
        newest.sequence(), Digests.sha256(newest.json()), Digests.sha256(other.json()));
  }

  private static Evidence twoOfOneVersion(Scene scene) {
    Offer held = scene.lineage().offered(Lineage.PATTERN);
    Offer other = held.withContent(Cms.bytes("quite another content"));
    scene.serve(scene.lineage().draft().put(other.with(scene.lineage().sign(other))));
    return Evidence.of(
        held.id() + " " + held.version(),
        Digests.sha256(held.content()),
        Digests.sha256(other.content()));
  }

  /** The signature of one catalog around the content of another, both of them good. */
  private static Evidence mixed(Scene scene) {
    CatalogDraft content = scene.lineage().newest();
    CatalogDraft signed = scene.lineage().draft().put(scene.lineage().newVersion(Lineage.RULES));
    return carrying(scene, signed, content.json());
  }

  private static Evidence extraneous(Scene scene) {
    CatalogDraft signed = scene.lineage().draft();
    byte[] good = signed.json();
    Offer extra = scene.lineage().newVersion("extraneous");
    CatalogDraft swollen = signed.put(extra);
    scene
        .site()
        .serve(
            swollen,
            Cms.attached(good, signed.hints())
                .by(scene.pki().catalogSigner())
                .carrying(swollen.json())
                .make());
    return Evidence.of("catalog");
  }

  private static Evidence missing(Scene scene) {
    CatalogDraft signed = scene.lineage().draft();
    byte[] good = signed.json();
    byte[] cut = signed.without(Lineage.RULES).json();
    scene
        .site()
        .serve(
            signed,
            Cms.attached(good, signed.hints())
                .by(scene.pki().catalogSigner())
                .carrying(cut)
                .make());
    return Evidence.of("catalog");
  }

  private static Evidence carrying(Scene scene, CatalogDraft signed, byte[] other) {
    scene
        .site()
        .serve(signed, signed.envelope().by(scene.pki().catalogSigner()).carrying(other).make());
    return Evidence.of("catalog");
  }

  private static Evidence namedTwice(Scene scene) {
    CatalogDraft draft = scene.lineage().draft();
    String first = draft.offers().iterator().next().json().toString();
    String doubled =
        new String(draft.json(), StandardCharsets.UTF_8)
            .replace("\"components\":[", "\"components\":[" + first + ",");
    scene
        .site()
        .serve(
            draft,
            Cms.attached(Cms.bytes(doubled), draft.hints()).by(scene.pki().catalogSigner()).make());
    return Evidence.of("twice");
  }

  private static Evidence signatureFileAsCatalog(Scene scene) {
    scene.site().catalog(scene.lineage().offered(Lineage.PATTERN).file().bytes());
    return Evidence.of("catalog");
  }
}
