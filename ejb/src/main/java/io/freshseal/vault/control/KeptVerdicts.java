package io.freshseal.vault.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.RevocationLook;
import io.freshseal.trust.control.StandingSignature;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Accepted signature files of a store, so that what has not changed is not judged anew
 * (docs/adr/0032). Kept in memory alone, only under the one {@code TrustBasis} of the last context,
 * and no longer than their objects. For any number of threads.
 */
public final class KeptVerdicts {

  private static final int MOST_SHARED = 20_000;

  private final KeptCatalog catalog = new KeptCatalog();
  private volatile Under latest = new Under(Optional.empty(), new ConcurrentHashMap<>());
  private final Map<Object, Object> shared = new ConcurrentHashMap<>();

  private record Kept(ExpectedSignature of, FileStamp stamp, StandingSignature signature) {}

  /** What is kept, seen in a context. */
  public final class Under {

    private final Optional<JudgeContext> context;
    private final Map<Sha256, Kept> kept;
    private final Optional<RevocationLook> look;

    private Under(Optional<JudgeContext> context, Map<Sha256, Kept> kept) {
      this.context = context;
      this.kept = kept;
      this.look = context.map(RevocationLook::new);
    }

    /**
     * What a file says that stands in this context; empty if it has to be judged.
     *
     * @param stamp of the file as it is now
     */
    public Optional<SignatureFacts> find(Sha256 file, FileStamp stamp, ExpectedSignature expected) {
      Kept known = kept.get(file);
      return known != null && known.stamp().equals(stamp) && isSame(known.of(), expected)
          ? known.signature().at(look.orElseThrow())
          : Optional.empty();
    }

    /**
     * Keeps a file that was accepted in this context.
     *
     * @param stamp of the file before its bytes were read, or after it was written here
     */
    public void keep(
        Sha256 file, FileStamp stamp, ExpectedSignature expected, StandingSignature signature) {
      kept.put(file, new Kept(expected, stamp, signature.sharing(sharing())));
    }

    // The signature names the version as it is written; equal versions may be written in two ways.
    private static boolean isSame(ExpectedSignature one, ExpectedSignature other) {
      return one.equals(other) && one.version().text().equals(other.version().text());
    }

    private boolean isLike(JudgeContext other) {
      return context.filter(c -> c.basis().equals(other.basis())).isPresent();
    }
  }

  /** What is kept under the basis of a context; all else is forgotten. */
  public Under under(JudgeContext context) {
    Under now = latest;
    return now.context.filter(c -> c == context).isPresent() ? now : turnTo(context);
  }

  private synchronized Under turnTo(JudgeContext context) {
    boolean same = latest.isLike(context);
    latest = new Under(Optional.of(context), same ? latest.kept : new ConcurrentHashMap<>());
    return latest;
  }

  /** The same for the served catalog. */
  public KeptCatalog catalog() {
    return catalog;
  }

  void forget(Sha256 file) {
    catalog.forget(file);
    latest.kept.remove(file);
  }

  // What is like another is kept once. Forgotten now and then, it is only kept a second time.
  private UnaryOperator<Object> sharing() {
    if (shared.size() > MOST_SHARED) {
      shared.clear();
    }
    return one -> {
      Object before = shared.putIfAbsent(one, one);
      return before == null ? one : before;
    };
  }
}
