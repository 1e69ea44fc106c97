package io.freshseal.trust.control;

import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Step 5, second half, for chains that were found to hold before: asked of many of them, it finds
 * the newest list of each issuer once. For any number of threads.
 */
public final class RevocationLook {

  private final JudgeContext context;
  private final Map<X509Certificate, Known> issuers = new ConcurrentHashMap<>();

  /**
   * What is known of an issuer.
   *
   * @param newest its newest list
   * @param suffices whether that, or that there is none, is enough to say what is not revoked
   */
  private record Known(Optional<RevocationList> newest, boolean suffices) {}

  /** By the lists, the rule and the time of a context. */
  public RevocationLook(JudgeContext context) {
    this.context = context;
  }

  JudgeContext context() {
    return context;
  }

  /**
   * Tells whether {@link RevocationStep} has nothing to object now.
   *
   * @param chain signer first, anchor last
   * @param issuers of each certificate but the anchor, in the same order
   */
  boolean passes(List<CertificateFacts> chain, List<X509Certificate> issuers) {
    for (int i = 0; i < issuers.size(); i++) {
      Known known = this.issuers.computeIfAbsent(issuers.get(i), this::look);
      BigInteger serialNumber = new BigInteger(chain.get(i).serialNumber(), 16);
      if (!known.suffices() || known.newest().flatMap(l -> l.find(serialNumber)).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private Known look(X509Certificate issuer) {
    Optional<RevocationList> newest = RevocationStep.newest(context.revocations(), issuer);
    return new Known(newest, RevocationStep.suffices(newest, context));
  }
}
