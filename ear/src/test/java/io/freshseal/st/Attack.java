package io.freshseal.st;

import io.freshseal.st.HostileUpstream.Site;
import io.freshseal.st.forge.CatalogDraft;
import io.freshseal.st.forge.Identity;
import io.freshseal.st.forge.Lineage;
import io.freshseal.st.forge.Pki;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One way to deceive a machine, in one or more strikes, each of which must be refused.
 *
 * @param prelude good things that the machine follows first, if the attack needs them
 * @param recovery makes the upstream good again
 */
record Attack(
    String name,
    List<Strike> strikes,
    Optional<Consumer<Scene>> prelude,
    Consumer<Scene> recovery) {

  /** What a refused strike may leave behind in a store. */
  enum Trace {
    /** Nothing, to the last byte. */
    NONE,
    /** The catalog was authentic: that it was seen is remembered against rollback. */
    MEMORY,
    /** That, and objects that passed, or the beginning of one that may be resumed. */
    OBJECTS
  }

  /** Prepares the upstream, and says what the refusal must name. */
  @FunctionalInterface
  interface Plan {
    Evidence lay(Scene scene);
  }

  record Strike(String what, Refusal refusal, Trace trace, Plan plan) {}

  /** Where an attack takes place. */
  record Scene(Pki pki, Lineage lineage, HostileUpstream upstream, Site site) {

    /** Serves a catalog under the good signature, without making it the source's newest. */
    void serve(CatalogDraft draft) {
      site.serve(draft, draft.envelope().by(pki.catalogSigner()).make());
    }

    /** Publishes and serves new versions of everything, all of it good. */
    void serveNews() {
      byte[] signed = lineage.publishAll();
      site.serve(lineage.newest(), signed);
    }
  }

  /**
   * What an operator must be told.
   *
   * @param facts each appears in the sentence: names, numbers, dates, digests
   */
  record Evidence(List<String> facts, Optional<Offender> offender) {
    static Evidence of(Object... facts) {
      return new Evidence(List.of(facts).stream().map(Object::toString).toList(), Optional.empty());
    }

    /**
     * A certificate that is past its end or before its beginning.
     *
     * @param chainVerified whether all but its dates holds
     */
    static Evidence certificate(
        String role, Identity identity, Object date, boolean chainVerified) {
      return new Evidence(
          List.of(identity.name(), date.toString()),
          Optional.of(new Offender(role, identity, chainVerified)));
    }
  }

  /** A certificate to blame. */
  record Offender(String role, Identity identity, boolean chainVerified) {}

  static Attack of(String name, Refusal refusal, Trace trace, Plan plan) {
    return new Attack(
        name, List.of(new Strike("", refusal, trace, plan)), Optional.empty(), Scene::serveNews);
  }

  /** The same, struck once more in another way. */
  Attack and(String what, Refusal refusal, Trace trace, Plan plan) {
    List<Strike> all = new ArrayList<>(strikes);
    all.add(new Strike(what, refusal, trace, plan));
    return new Attack(name, all, prelude, recovery);
  }

  /** The same with its last strike alone. */
  Attack inShort() {
    return new Attack(name, strikes.subList(strikes.size() - 1, strikes.size()), prelude, recovery);
  }

  Attack after(Consumer<Scene> first) {
    return new Attack(name, strikes, Optional.of(first), recovery);
  }

  Attack recoveredBy(Consumer<Scene> other) {
    return new Attack(name, strikes, prelude, other);
  }

  /** The name as part of an address. */
  String slug() {
    return name.toLowerCase().replaceAll("[^a-z0-9]+", "-");
  }

  @Override
  public String toString() {
    return name;
  }
}
