package io.freshseal.st;

import io.freshseal.st.Attack.Evidence;
import io.freshseal.st.Attack.Scene;
import io.freshseal.st.Attack.Trace;
import io.freshseal.st.forge.CatalogDraft;
import io.freshseal.st.forge.CertificateForge;
import io.freshseal.st.forge.Identity;
import io.freshseal.st.forge.Lineage;
import java.util.List;

/** A machine and an upstream that are 400 days apart, whichever of them is wrong. */
final class ClockAttacks {
  private static final int DAYS = 400;
  private static final int LENGTH_OF_A_DATE = 10;

  private ClockAttacks() {}

  /**
   * A good upstream, and a machine whose own clock is wrong.
   *
   * @param clock by how much
   * @param asksTwo whether the machine knows a second relay, whose clock is right
   */
  record WrongClock(String clock, boolean asksTwo, Attack attack) {}

  static List<WrongClock> wrongClocks() {
    return List.of(
        new WrongClock(
            "+400d",
            false,
            Attack.of(
                "the own clock 400 days ahead",
                Refusal.CERT_EXPIRE,
                Trace.NONE,
                scene -> {
                  scene.serveNews();
                  Identity signer = scene.pki().catalogSigner();
                  return Evidence.certificate("SIGNER", signer, signer.notAfter(), true);
                })),
        new WrongClock(
            "+400d",
            true,
            Attack.of(
                "the own clock 400 days ahead, by the word of two relays",
                Refusal.CLOCK_UNTRUSTED,
                Trace.NONE,
                scene -> {
                  scene.serveNews();
                  return Evidence.of(date(DAYS), date(0), scene.pki().catalogSigner().notAfter());
                })),
        new WrongClock(
            "-400d",
            false,
            Attack.of(
                "the own clock 400 days behind",
                Refusal.CLOCK_UNTRUSTED,
                Trace.NONE,
                scene -> {
                  scene.serveNews();
                  return Evidence.of(date(-DAYS), date(0));
                })));
  }

  static List<Attack> all() {
    return List.of(
        Attack.of(
            "an upstream 400 days behind",
            Refusal.CERT_EXPIRE,
            Trace.NONE,
            scene -> {
              Identity signer = sign(scene, -DAYS);
              return Evidence.certificate("SIGNER", signer, signer.notAfter(), true);
            }),
        Attack.of(
            "an upstream 400 days ahead",
            Refusal.CERT_NOT_YET_VALID,
            Trace.NONE,
            scene -> {
              Identity signer = sign(scene, DAYS);
              return Evidence.certificate("SIGNER", signer, signer.notBefore(), true);
            }));
  }

  /** A catalog as the good source would have signed it at another time. */
  private static Identity sign(Scene scene, int days) {
    Identity signer =
        CertificateForge.signer("Signer of Another Time")
            .valid(CertificateForge.daysFromNow(days - 1), CertificateForge.daysFromNow(days + 89))
            .issuedBy(scene.pki().intermediate());
    CatalogDraft draft =
        scene
            .lineage()
            .draft()
            .valid(CertificateForge.daysFromNow(days), CertificateForge.daysFromNow(days + 30))
            .put(scene.lineage().newVersion(Lineage.PATTERN));
    scene.site().serve(draft, draft.envelope().by(signer).make());
    return signer;
  }

  private static String date(int days) {
    return CertificateForge.daysFromNow(days).toString().substring(0, LENGTH_OF_A_DATE);
  }
}
