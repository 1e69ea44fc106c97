package io.freshseal.trust.control;

import io.freshseal.trust.entity.JudgeContext;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Finds the chain to judge among the certificates that came along and the anchors. Of several, one
 * within its dates wins, then one that reaches an anchor at all, so that an anchor renewed under
 * its old name and key is used as soon as it is at hand.
 */
final class ChainAssembly {

  /**
   * Most links tried, beside one for each anchor; a real chain has two or three. Each may cost a
   * verification by a stranger's key, and a file of four kilobytes can ask for hundreds.
   */
  private static final int MAX_LINKS_TRIED = 32;

  private final List<X509Certificate> carried;
  private final JudgeContext context;
  private final BiPredicate<X509Certificate, X509Certificate> issued;
  private int linksTried;
  private CandidateChain best;

  private ChainAssembly(
      List<X509Certificate> carried,
      JudgeContext context,
      BiPredicate<X509Certificate, X509Certificate> issued) {
    this.carried = carried;
    this.context = context;
    this.issued = issued;
  }

  /**
   * Assembles the chain of a signer.
   *
   * @param carried certificates of the envelope, in any order, related or not
   */
  static CandidateChain of(
      X509Certificate signer, List<X509Certificate> carried, JudgeContext context) {
    return of(signer, carried, context, Certificates::isIssuedBy);
  }

  /**
   * The same for keys of another kind.
   *
   * @param issued tells whether name and key of the second certificate fit the first
   */
  static CandidateChain of(
      X509Certificate signer,
      List<X509Certificate> carried,
      JudgeContext context,
      BiPredicate<X509Certificate, X509Certificate> issued) {
    ChainAssembly assembly = new ChainAssembly(carried, context, issued);
    assembly.best = new CandidateChain(List.of(signer), Optional.empty());
    assembly.extend(List.of(signer));
    return assembly.best;
  }

  /** Depth first; tells whether nothing better can be found. */
  private boolean extend(List<X509Certificate> path) {
    X509Certificate last = path.get(path.size() - 1);
    for (X509Certificate anchor : context.anchors().certificates()) {
      if (links(last, anchor) && keep(new CandidateChain(path, Optional.of(anchor)))) {
        return true;
      }
    }
    for (X509Certificate issuer : carried) {
      if (!path.contains(issuer) && links(last, issuer)) {
        List<X509Certificate> longer = new ArrayList<>(path);
        longer.add(issuer);
        keep(new CandidateChain(longer, Optional.empty()));
        if (extend(longer)) {
          return true;
        }
      }
    }
    return linksTried >= most();
  }

  private int most() {
    return MAX_LINKS_TRIED + context.anchors().certificates().size();
  }

  private boolean links(X509Certificate certificate, X509Certificate issuer) {
    return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        && linksTried++ < most()
        && issued.test(certificate, issuer);
  }

  private boolean keep(CandidateChain found) {
    if (rank(found) > rank(best)
        || (rank(found) == 0
            && found.path().size() > best.path().size()
            && best.anchor().isEmpty())) {
      best = found;
    }
    return rank(best) == 2;
  }

  private int rank(CandidateChain chain) {
    if (chain.anchor().isEmpty()) {
      return 0;
    }
    return chain.isWithinDates(context.now()) ? 2 : 1;
  }
}
