package io.freshseal.vault.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.RevocationLook;
import io.freshseal.trust.control.StandingSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.entity.Snapshot;
import java.util.Optional;

/**
 * That the served catalog's signature was accepted, so that it is not judged anew in each run
 * (docs/adr/0032). Whether it may be followed is asked each time, and not here. For any number of
 * threads.
 */
public final class KeptCatalog {

  private volatile Optional<Kept> latest = Optional.empty();

  /**
   * On what it is kept.
   *
   * @param stamp of its file before its bytes were read, or after it was written here
   */
  public record Grounds(StandingSignature signature, FileStamp stamp, TrustBasis basis) {}

  private record Kept(JudgedCatalog judged, Grounds grounds) {}

  /**
   * The served catalog, without its payload, if its signature stands in this context; empty if it
   * has to be judged.
   *
   * @param stamp of its file as it is now
   */
  public Optional<JudgedCatalog> find(Snapshot served, FileStamp stamp, JudgeContext context) {
    return latest
        .filter(kept -> kept.judged().digest().equals(served.catalogDigest()))
        .filter(kept -> kept.judged().payloadDigest().equals(served.payloadDigest()))
        .filter(kept -> kept.grounds().stamp().equals(stamp))
        .filter(kept -> kept.grounds().basis().equals(context.basis()))
        .filter(kept -> kept.grounds().signature().at(new RevocationLook(context)).isPresent())
        .map(Kept::judged);
  }

  /**
   * Keeps that it was accepted.
   *
   * @param served of the same catalog, in which it is in memory anyway
   */
  public void keep(JudgedCatalog judged, Snapshot served, Grounds grounds) {
    if (judged.payloadDigest().equals(served.payloadDigest())) {
      latest =
          Optional.of(
              new Kept(
                  new JudgedCatalog(
                      served.catalog(),
                      judged.facts(),
                      judged.chain(),
                      Optional.empty(),
                      judged.payloadDigest(),
                      judged.digest()),
                  grounds));
    }
  }

  void forget(Sha256 file) {
    latest = latest.filter(kept -> !kept.judged().digest().equals(file));
  }
}
