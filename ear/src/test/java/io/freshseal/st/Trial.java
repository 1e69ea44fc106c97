package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.Attack.Evidence;
import io.freshseal.st.Attack.Scene;
import io.freshseal.st.Attack.Strike;
import io.freshseal.st.forge.Digests;
import io.freshseal.st.forge.Offer;
import java.util.ArrayList;
import java.util.List;

/** One attack on one machine, carried out; what it shows is checked afterwards. */
record Trial(
    Victim victim,
    List<Struck> strikes,
    Victim.Report recovered,
    List<String> contents,
    List<String> expected) {

  /** A strike with all that was seen of it. */
  record Struck(Strike strike, Evidence evidence, View before, Victim.Report report, View after) {}

  /** Carries an attack out, from a good state of the machine to a good state again. */
  static Trial of(Attack attack, Victim victim, Scene scene) {
    return of(attack, victim, victim, scene);
  }

  /**
   * The same on a machine that is in a bad way while it is struck.
   *
   * @param mended the same machine afterwards
   */
  static Trial of(Attack attack, Victim victim, Victim mended, Scene scene) {
    attack
        .prelude()
        .ifPresent(
            prelude -> {
              prelude.accept(scene);
              Victim.Report report = victim.run(scene.site());
              assertThat(report.isGood()).as("before the attack: " + report).isTrue();
            });
    List<Struck> struck = strike(attack, victim, scene);
    attack.recovery().accept(scene);
    Victim.Report recovered = mended.run(scene.site());
    return new Trial(victim, struck, recovered, mended.contents(), contents(scene));
  }

  /**
   * Carries attacks out one after the other, none of which needs a prelude; the last one's recovery
   * is that of all, so that none of them may have done harm.
   *
   * @return a trial for each attack
   */
  static List<Trial> together(List<Attack> attacks, Victim victim, Scene scene) {
    List<List<Struck>> all = attacks.stream().map(attack -> strike(attack, victim, scene)).toList();
    attacks.get(attacks.size() - 1).recovery().accept(scene);
    Victim.Report recovered = victim.run(scene.site());
    return all.stream()
        .map(struck -> new Trial(victim, struck, recovered, victim.contents(), contents(scene)))
        .toList();
  }

  private static List<Struck> strike(Attack attack, Victim victim, Scene scene) {
    List<Struck> struck = new ArrayList<>();
    for (Strike strike : attack.strikes()) {
      View before = victim.view();
      Evidence evidence = strike.plan().lay(scene);
      Victim.Report report = victim.run(scene.site());
      struck.add(new Struck(strike, evidence, before, report, victim.view()));
    }
    return struck;
  }

  private static List<String> contents(Scene scene) {
    return scene.lineage().offered().stream()
        .map(Offer::content)
        .map(Digests::sha256)
        .sorted()
        .toList();
  }

  void check() {
    assertThat(strikes).isNotEmpty();
    for (Struck struck : strikes) {
      struck.report().assertRefused(struck.strike().refusal(), struck.evidence());
      victim.assertUnchanged(struck.before(), struck.after(), struck.strike().trace());
    }
    assertThat(recovered.isGood()).as("after the attack: " + recovered).isTrue();
    assertThat(contents).as("after the attack").isEqualTo(expected);
  }
}
