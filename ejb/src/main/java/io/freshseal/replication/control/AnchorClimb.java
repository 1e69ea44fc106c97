package io.freshseal.replication.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.AnchorJudge;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for one link after the other and judges each by the one before, at most {@link
 * AnchorJudge#MAX_LINKS}. Keeps nothing. Used once.
 */
final class AnchorClimb {

  private final AnchorJudge judge;
  private final MeteredSource source;
  private final Optional<AnchorsEntry> goal;
  private final List<AnchorLink> links = new ArrayList<>();
  private AnchorPoint at;
  private boolean complete;
  private Optional<RunRefusal> refusal = Optional.empty();

  /**
   * Makes a climb.
   *
   * @param goal the link that a judged catalog names; empty to go on until there is none
   */
  AnchorClimb(
      AnchorJudge judge, MeteredSource source, AnchorPoint start, Optional<AnchorsEntry> goal) {
    this.judge = judge;
    this.source = source;
    this.at = start;
    this.goal = goal;
  }

  void go() {
    // From a PEM file without a number any link may be the next; the newest spares all others.
    if (at.number() == 0 && goal.isPresent() && follow(fetch(source, goal.get()))) {
      complete = true;
      return;
    }
    refusal = Optional.empty();
    while (!complete && refusal.isEmpty() && links.size() < AnchorJudge.MAX_LINKS) {
      long next = at.number() + 1;
      follow(
          goal.filter(named -> named.number() == next)
              .map(named -> fetch(source, named))
              .orElseGet(() -> source.fetchAnchors(next, AnchorLinkJson.MAX_BYTES)));
      complete |= goal.filter(named -> named.number() == at.number()).isPresent();
    }
  }

  /** Asks for the link that a catalog names, and takes no other in its place. */
  static BytesAnswer fetch(MeteredSource source, AnchorsEntry named) {
    if (named.size() > AnchorLinkJson.MAX_BYTES) {
      return new BytesAnswer.Failed(
          StatusCode.TOO_LARGE,
          Sentence.of(ReplicationSentence.ANCHOR_LINK_TOO_LARGE, named.size()));
    }
    BytesAnswer answer = source.fetchBytes(named.sha256(), named.size());
    return answer instanceof BytesAnswer.Fetched fetched
            && !Sha256.of(fetched.bytes()).equals(named.sha256())
        ? new BytesAnswer.Failed(
            StatusCode.DIGEST_MISMATCH,
            Sentence.of(ReplicationSentence.ANCHOR_LINK_OTHER, named.sha256()))
        : answer;
  }

  private boolean follow(BytesAnswer answer) {
    if (answer instanceof BytesAnswer.Failed failed) {
      ended(failed);
      return false;
    }
    Verdict<AnchorLink> verdict = judge.judge(((BytesAnswer.Fetched) answer).bytes(), at);
    if (verdict instanceof Rejected<AnchorLink> refused) {
      refusal = Optional.of(RunRefusal.ofRun(refused.reason(), refused.evidence()));
      return false;
    }
    AnchorLink link = verdict.toOptional().orElseThrow();
    links.add(link);
    at = AnchorPoint.of(link);
    return true;
  }

  // Where no catalog says how far to go, the first that is not there is the end of the chain.
  private void ended(BytesAnswer.Failed failed) {
    if (goal.isEmpty() && failed.code() == StatusCode.SOURCE_INCOMPLETE) {
      complete = true;
    } else {
      refusal = Optional.of(RunRefusal.ofRun(failed.code(), Evidence.of(failed.sentence())));
    }
  }

  /** The links that hold, in their order. */
  List<AnchorLink> links() {
    return links;
  }

  /** Whether the last of them is the newest that there is. */
  boolean isComplete() {
    return complete;
  }

  /** Why it did not go further. */
  Optional<RunRefusal> refusal() {
    return refusal;
  }
}
