package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.AuthorityList;
import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.publishing.entity.AuthorityView.State;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.AnchorSigning;
import io.freshseal.trust.control.OwnKeys;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorities of a source, which of them signs, and the bundle of anchors that tells readers of
 * them. Changes are forced before they take effect. For one thread at a time, but for {@link
 * #active}, {@link #anchors} and {@link #link}.
 */
final class Authorities {

  private final Path folder;
  private final OwnKeys own;
  private final List<SigningAuthority> ofOperator;
  private final AnchorLedger ledger;
  private final Optional<X509Certificate> postQuantum;
  private volatile SigningAuthority active;
  private volatile Optional<AnchorLink> newest;

  private Authorities(
      Path folder, List<SigningAuthority> ofOperator, AuthorityOpening.Start start) {
    this.folder = folder;
    this.own = new OwnKeys(folder);
    this.ofOperator = ofOperator;
    this.ledger = new AnchorLedger(folder);
    this.postQuantum = start.postQuantum();
    this.active = start.active();
    this.newest = start.newest();
  }

  /**
   * Opens what the folder holds, or makes the first authority, a standby and the first bundle.
   * Refuses what cannot be used of the settings.
   *
   * @throws IOException if the disk refuses, or no authority of the newest bundle is at hand
   */
  static Verdict<Authorities> open(Path keys, SourceSettings settings, Instant now)
      throws IOException {
    Verdict<List<SigningAuthority>> ofOperator =
        settings
            .authority()
            .keystore()
            .map(k -> SigningAuthority.allOfKeystore(k.file(), k.password().value().toCharArray()))
            .orElseGet(() -> Verdict.accept(List.of()));
    if (ofOperator instanceof Rejected<List<SigningAuthority>> refused) {
      return Verdict.reject(refused.reason(), refused.evidence());
    }
    List<SigningAuthority> theirs = ofOperator.toOptional().orElseThrow();
    return new AuthorityOpening(new OwnKeys(keys), theirs, new AnchorLedger(keys), settings)
        .open(now)
        .map(start -> new Authorities(keys, theirs, start));
  }

  /** Where the keys are, and what else has to be backed up with them. */
  Path folder() {
    return folder;
  }

  /** The authority that signs. */
  SigningAuthority active() {
    return active;
  }

  /** What readers judge by. */
  TrustAnchors anchors() {
    return newest.map(AnchorLink::anchors).orElseGet(() -> active.anchors());
  }

  /** The newest link; empty where an operator's end certificate signs. */
  Optional<AnchorLink> newest() {
    return newest;
  }

  /** The link of a number. */
  Optional<AnchorLink> link(long number) throws IOException {
    return newest.isPresent() ? ledger.find(number) : Optional.empty();
  }

  /** Whether the keys are those of an operator's key store, which is changed there. */
  boolean areOfOperator() {
    return !ofOperator.isEmpty();
  }

  /** All authorities whose keys are at hand. */
  List<SigningAuthority> atHand() throws IOException {
    List<SigningAuthority> all = new ArrayList<>(ofOperator);
    all.addAll(own.atHand());
    return all;
  }

  Optional<SigningAuthority> atHand(Sha256 fingerprint) throws IOException {
    return atHand().stream().filter(a -> a.fingerprint().equals(fingerprint)).findFirst();
  }

  /** The authority's anchor, if it is one of the newest bundle. */
  Optional<X509Certificate> anchor(Sha256 fingerprint) {
    return bundle().anchors().stream()
        .filter(anchor -> fingerprint(anchor).equals(fingerprint))
        .findFirst();
  }

  static Sha256 fingerprint(X509Certificate anchor) {
    return SigningAuthority.fingerprint(anchor);
  }

  /** Whether this is the post-quantum root that signs beside the active authority. */
  boolean signsBeside(X509Certificate anchor) {
    return postQuantum.filter(anchor::equals).isPresent();
  }

  AnchorBundle bundle() {
    return newest.orElseThrow().bundle();
  }

  /** Makes one more authority, or takes one that was made and never told of. */
  SigningAuthority fresh(Instant now) throws IOException {
    Map<Sha256, X509Certificate> known = everNamed();
    for (SigningAuthority authority : own.atHand()) {
      if (!known.containsKey(authority.fingerprint())) {
        return authority;
      }
    }
    return own.make(now);
  }

  /**
   * Signs the next bundle and makes it the newest. Refuses what readers would refuse; then nothing
   * has changed.
   */
  Verdict<AnchorLink> goOn(List<X509Certificate> anchors, int threshold, Instant now)
      throws IOException {
    AnchorLink before = newest.orElseThrow();
    AnchorBundle next =
        new AnchorBundle(
            before.bundle().source(),
            before.bundle().number() + 1,
            threshold,
            now,
            anchors,
            Optional.of(before.bundleName()));
    Verdict<AnchorLink> signed = AnchorSigning.sign(next, Optional.of(before), atHand(), now);
    if (signed.toOptional().isPresent()) {
      ledger.write(signed.toOptional().get());
      newest = signed.toOptional();
    }
    return signed;
  }

  /** Signs under this authority from now on. */
  void activate(SigningAuthority authority) throws IOException {
    own.activate(authority.fingerprint());
    active = authority;
  }

  /** What there is to show. */
  AuthorityList list() throws IOException {
    if (newest.isEmpty()) {
      return new AuthorityList(0, 1, List.of(view(active.anchor(), State.ACTIVE)));
    }
    List<AuthorityView> all = new ArrayList<>();
    for (X509Certificate anchor : bundle().anchors()) {
      boolean signs = fingerprint(anchor).equals(active.fingerprint()) || signsBeside(anchor);
      all.add(view(anchor, signs ? State.ACTIVE : State.INTRODUCED));
    }
    for (X509Certificate anchor : everNamed().values()) {
      if (!bundle().anchors().contains(anchor)) {
        all.add(view(anchor, State.RETIRED));
      }
    }
    all.sort(Comparator.comparing(AuthorityView::postQuantum));
    return new AuthorityList(bundle().number(), bundle().threshold(), all);
  }

  private AuthorityView view(X509Certificate anchor, State state) throws IOException {
    Sha256 fingerprint = fingerprint(anchor);
    boolean atHand = signsBeside(anchor) || atHand(fingerprint).isPresent();
    return new AuthorityView(
        fingerprint,
        anchor.getSubjectX500Principal().getName(),
        anchor.getNotBefore().toInstant(),
        anchor.getNotAfter().toInstant(),
        state,
        AnchorSigning.keys(List.of(anchor)).isEmpty(),
        atHand);
  }

  private Map<Sha256, X509Certificate> everNamed() throws IOException {
    Map<Sha256, X509Certificate> all = new LinkedHashMap<>();
    for (long number = bundle().number(); number > 0; number--) {
      ledger
          .find(number)
          .ifPresent(link -> link.bundle().anchors().forEach(a -> all.put(fingerprint(a), a)));
    }
    return all;
  }
}
