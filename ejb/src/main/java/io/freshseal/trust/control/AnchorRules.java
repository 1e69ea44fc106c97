package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustSentence;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What an anchor's own extensions say about the chain below it. The path validation of RFC 5280 6.1
 * takes an anchor for a name and a key alone; other verifiers heed what it says of itself, and a
 * certificate that may not issue must not begin to because an operator named it.
 */
final class AnchorRules {

  /** Name constraints (RFC 5280 4.2.1.10), which the JDK cannot apply to an anchor. */
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  private static final int KEY_CERT_SIGN = 5;

  private AnchorRules() {}

  static Optional<Refusal> refuses(X509Certificate anchor, List<X509Certificate> path) {
    if (mayIssue(anchor) && leavesRoomFor(anchor, path) && isUnderstood(anchor)) {
      return Optional.empty();
    }
    String name = Texts.oneLine(anchor.getSubjectX500Principal().getName());
    return Optional.of(
        new Refusal(
            StatusCode.DIGITAL_SIGNATURE_UNTRUSTED,
            Evidence.of(TrustSentence.ANCHOR_FORBIDS_CHAIN, name)));
  }

  private static boolean mayIssue(X509Certificate anchor) {
    boolean[] usage = anchor.getKeyUsage();
    return anchor.getBasicConstraints() >= 0 && (usage == null || usage[KEY_CERT_SIGN]);
  }

  // RFC 5280 4.2.1.9: intermediates that are issued to themselves do not count.
  private static boolean leavesRoomFor(X509Certificate anchor, List<X509Certificate> path) {
    long intermediates =
        path.stream()
            .skip(1)
            .filter(c -> !c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
            .count();
    return intermediates <= anchor.getBasicConstraints();
  }

  private static boolean isUnderstood(X509Certificate anchor) {
    return !anchor.hasUnsupportedCriticalExtension()
        && anchor.getExtensionValue(NAME_CONSTRAINTS) == null;
  }
}
