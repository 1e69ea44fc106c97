package io.freshseal.trust.control;

import io.freshseal.trust.entity.JudgeContext;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the chain to judge among the certificates that came along and the anchors. Of several that
 * reach an anchor the best by {@link PathRules} wins, of equals the first found, so that a
 * cross-signed path, or an anchor renewed under its old name and key, is used where another is
 * revoked, out of date or does not hold. What is refused is then the best of them.
 */
final class ChainAssembly {

  /**
   * Most verifications, beside one for each anchor, for links tried and paths compared; a real
   * chain has two or three. Each may be by a stranger's key, and a file of four kilobytes can ask
   * for hundreds.
   */
  private static final int MAX_VERIFICATIONS = 32;

  /** Most paths that are compared. */
  private static final int MAX_PATHS = 8;

  private final List<X509Certificate> carried;
  private final JudgeContext context;
  private final PathRules rules;
  private final List<CandidateChain> found = new ArrayList<>();
  private int verifications;
  private CandidateChain longest;

  private ChainAssembly(
      X509Certificate signer,
      List<X509Certificate> carried,
      JudgeContext context,
      PathRules rules) {
    this.carried = carried;
    this.context = context;
    this.rules = rules;
    this.longest = new CandidateChain(List.of(signer), Optional.empty());
  }

  /**
   * Assembles the chain of a signer.
   *
   * @param carried certificates of the envelope, in any order, related or not
   */
  static CandidateChain of(
      X509Certificate signer, List<X509Certificate> carried, JudgeContext context) {
    return of(signer, carried, context, PathRules.classical(context));
  }

  /** The same by other rules. */
  static CandidateChain of(
      X509Certificate signer,
      List<X509Certificate> carried,
      JudgeContext context,
      PathRules rules) {
    ChainAssembly assembly = new ChainAssembly(signer, carried, context, rules);
    assembly.extend(List.of(signer));
    return assembly.best();
  }

  /** Depth first, until there are paths enough or too much was tried. */
  private void extend(List<X509Certificate> path) {
    X509Certificate last = path.get(path.size() - 1);
    for (X509Certificate anchor : context.anchors().certificates()) {
      if (links(last, anchor)) {
        found.add(new CandidateChain(path, Optional.of(anchor)));
      }
    }
    for (X509Certificate issuer : carried) {
      if (!path.contains(issuer) && links(last, issuer)) {
        List<X509Certificate> longer = new ArrayList<>(path);
        longer.add(issuer);
        if (longer.size() > longest.path().size()) {
          longest = new CandidateChain(longer, Optional.empty());
        }
        extend(longer);
      }
    }
  }

  private boolean links(X509Certificate certificate, X509Certificate issuer) {
    return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        && found.size() < MAX_PATHS
        && spend(1)
        && rules.issued().test(certificate, issuer);
  }

  private boolean spend(int more) {
    if (verifications + more > MAX_VERIFICATIONS + context.anchors().certificates().size()) {
      return false;
    }
    verifications += more;
    return true;
  }

  /** Those within their dates are asked first, for one that passes ends the comparison. */
  private CandidateChain best() {
    found.sort(Comparator.comparing(chain -> !isDated(chain)));
    if (found.size() < 2) {
      return found.isEmpty() ? longest : found.get(0);
    }
    CandidateChain best = found.get(0);
    int highest = 0;
    for (CandidateChain chain : found) {
      int rank = rank(chain);
      if (rank > highest) {
        best = chain;
        highest = rank;
      }
      if (rank == PathRules.BEST) {
        break;
      }
    }
    return best;
  }

  // Each certificate of a path costs a signature of its own and one of its issuer's list.
  private int rank(CandidateChain chain) {
    boolean dated = isDated(chain);
    return spend(2 * chain.path().size()) ? rules.rank(chain, dated) : PathRules.unasked(dated);
  }

  private boolean isDated(CandidateChain chain) {
    return chain.isWithinDates(context.now());
  }
}
