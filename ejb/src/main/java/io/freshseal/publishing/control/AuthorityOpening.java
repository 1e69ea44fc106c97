package io.freshseal.publishing.control;

import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.AnchorSigning;
import io.freshseal.trust.control.OwnKeys;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorSentence;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a source starts with: who signs, and the newest bundle, made or brought up to the settings
 * where that is due.
 */
record AuthorityOpening(
    OwnKeys own, List<SigningAuthority> ofOperator, AnchorLedger ledger, SourceSettings settings) {

  private static final System.Logger LOG = System.getLogger(AuthorityOpening.class.getName());

  /**
   * How it stands after the opening.
   *
   * @param newest empty where an operator's end certificate signs
   * @param postQuantum the root that signs beside, if one does
   */
  record Start(
      SigningAuthority active,
      Optional<AnchorLink> newest,
      Optional<X509Certificate> postQuantum) {}

  /** Opens; refuses a threshold that there are too few authorities for. */
  Verdict<Start> open(Instant now) throws IOException {
    Optional<AnchorLink> newest = ledger.newest();
    if (ofOperator.isEmpty() && newest.isEmpty()) {
      own.makeFirst(now);
    }
    SigningAuthority active = ofOperator.isEmpty() ? ownActive(newest) : ofOperator.get(0);
    if (!active.issuesFreshCertificates()) {
      // An end certificate can vouch for nothing; its anchor reaches readers by hand.
      return Verdict.accept(new Start(active, Optional.empty(), Optional.empty()));
    }
    List<X509Certificate> anchors = new ArrayList<>(anchors(active, newest));
    Optional<X509Certificate> beside = own.postQuantum(settings.cosigning().postQuantum(), now);
    // One that is there keeps its place: another order would be another bundle.
    beside.filter(root -> !anchors.contains(root)).ifPresent(anchors::add);
    int keys = AnchorSigning.keys(anchors).size();
    if (keys < settings.authority().threshold()) {
      return Verdict.reject(
          StatusCode.BAD_REQUEST,
          Evidence.of(AnchorSentence.TOO_FEW, settings.authority().threshold(), keys));
    }
    if (newest.filter(link -> isAsWanted(link, anchors)).isPresent()) {
      return Verdict.accept(new Start(active, newest, beside));
    }
    Optional<AnchorLink> next = next(newest, anchors, now);
    if (next.isPresent()) {
      ledger.write(next.get());
    }
    return Verdict.accept(new Start(active, next.or(() -> newest), beside));
  }

  // The authority that was chosen; if its key is gone, the first of the bundle that is at hand.
  private SigningAuthority ownActive(Optional<AnchorLink> newest) throws IOException {
    List<SigningAuthority> atHand = own.atHand();
    List<SigningAuthority> known =
        atHand.stream()
            .filter(a -> newest.map(l -> l.bundle().anchors().contains(a.anchor())).orElse(true))
            .toList();
    Optional<Sha256> chosen = own.active();
    Optional<SigningAuthority> active =
        known.stream().filter(a -> chosen.equals(Optional.of(a.fingerprint()))).findFirst();
    if (active.isPresent()) {
      return active.get();
    }
    SigningAuthority first =
        Stream.concat(known.stream(), atHand.stream())
            .findFirst()
            .orElseThrow(() -> new IOException("no authority's key is in the folder of the keys"));
    if (chosen.isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the key of the authority {0} is not at hand; {1} signs",
          chosen.get(),
          first.fingerprint());
    }
    own.activate(first.fingerprint());
    return first;
  }

  private List<X509Certificate> anchors(SigningAuthority active, Optional<AnchorLink> newest)
      throws IOException {
    if (!ofOperator.isEmpty()) {
      return ofOperator.stream().map(SigningAuthority::anchor).distinct().toList();
    }
    Optional<List<X509Certificate>> present =
        newest.map(link -> link.bundle().anchors()).filter(a -> a.contains(active.anchor()));
    return present.isPresent()
        ? present.get()
        : own.atHand().stream().map(SigningAuthority::anchor).distinct().toList();
  }

  private boolean isAsWanted(AnchorLink link, List<X509Certificate> anchors) {
    return link.bundle().threshold() == settings.authority().threshold()
        && link.bundle().anchors().equals(anchors);
  }

  // Without enough keys of the bundle before, another threshold has to wait; other anchors start a
  // chain anew, and readers need them by hand.
  private Optional<AnchorLink> next(
      Optional<AnchorLink> newest, List<X509Certificate> anchors, Instant now) throws IOException {
    List<SigningAuthority> atHand = new ArrayList<>(ofOperator);
    atHand.addAll(own.atHand());
    AnchorBundle onward = bundle(newest, anchors, now);
    Optional<AnchorLink> signed = AnchorSigning.sign(onward, newest, atHand, now).toOptional();
    boolean sameAnchors = newest.filter(l -> l.bundle().anchors().equals(anchors)).isPresent();
    if (signed.isPresent() || sameAnchors) {
      return signed;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "the anchors number {0} cannot be signed under those before; readers need them by hand",
        onward.number());
    return AnchorSigning.sign(onward.startingAnew(), Optional.empty(), atHand, now).toOptional();
  }

  private AnchorBundle bundle(
      Optional<AnchorLink> newest, List<X509Certificate> anchors, Instant now) {
    return new AnchorBundle(
        newest.map(link -> link.bundle().source()).orElse(settings.name()),
        newest.map(link -> link.bundle().number() + 1).orElse(1L),
        settings.authority().threshold(),
        now,
        anchors,
        newest.map(AnchorLink::bundleName));
  }
}
