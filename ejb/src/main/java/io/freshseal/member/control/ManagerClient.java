package io.freshseal.member.control;

import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The manager reached over HTTP (docs/adr/0017). Who answers {@code https} is known by the digest
 * of its certificate alone. Every answer is bounded in bytes and time; redirects are never
 * followed. Thread-safe.
 */
public final class ManagerClient implements Manager {

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

  // A connection that idles from one heartbeat to the next may be gone without a word: whoever
  // translates addresses on the way forgets it, and the next call would wait for nothing.
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

  private final TransferLimits limits;
  private final LongSupplier ticker;
  private ManagerLine line;
  private long usedAt;

  /**
   * Makes a client.
   *
   * @param limits an answer takes a minute at most, even if these allow more
   */
  public ManagerClient(TransferLimits limits) {
    this(limits, System::nanoTime);
  }

  ManagerClient(TransferLimits limits, LongSupplier ticker) {
    this.ticker = ticker;
    Duration total = limits.totalTime();
    this.limits =
        new TransferLimits(
            limits.connectTimeout(),
            limits.answerTimeout(),
            total.compareTo(LONGEST_ANSWER) < 0 ? total : LONGEST_ANSWER,
            limits.minBytesPerSecond(),
            limits.rateWindow(),
            limits.maxHeaderBytes(),
            limits.maxCatalogBytes(),
            1,
            limits.backOff());
  }

  /**
   * Joins the fleet. What comes is kept by nobody unless the anchors are those that the token
   * names; refuses {@code MANAGER_UNTRUSTED} else.
   */
  public Reply<Enrolment> enrol(ManagerAddress manager, EnrolmentToken token, JoinRequest request) {
    if (manager.base().isTls() && token.certificate().isEmpty()) {
      return new Reply.Failed<>(
          false, StatusCode.BAD_REQUEST, Sentence.of(MemberSentence.TOKEN_WITHOUT_CERTIFICATE));
    }
    Set<Sha256> pins = token.certificate().map(Set::of).orElse(Set.of());
    ManagerLine.Call call =
        new ManagerLine.Call("computers", token.secret(), EnrolmentJson.write(request));
    return new ManagerLine(manager.base(), pins, limits)
        .post(call, EnrolmentJson.MAX_ANSWER_BYTES, EnrolmentJson::readAnswer)
        .fold(enrolment -> meant(enrolment, token), failed -> failed);
  }

  private static Reply<Enrolment> meant(Enrolment enrolment, EnrolmentToken token) {
    Sha256 given = Sha256.of(enrolment.anchors().getBytes(StandardCharsets.UTF_8));
    return given.equals(token.anchors())
        ? new Reply.Given<>(enrolment)
        : new Reply.Failed<>(
            false,
            StatusCode.MANAGER_UNTRUSTED,
            Sentence.of(MemberSentence.OTHER_ANCHORS, token.anchors(), given));
  }

  @Override
  public Reply<HeartbeatAnswer> heartbeat(Membership membership, Heartbeat heartbeat) {
    ManagerLine.Call call =
        new ManagerLine.Call(
            "computers/" + membership.id() + "/heartbeat",
            membership.key(),
            HeartbeatJson.write(heartbeat));
    ManagerLine to = line(new BaseUrl(membership.manager()), membership.certificates());
    return to.post(call, HeartbeatAnswerJson.MAX_BYTES, HeartbeatAnswerJson::read)
        .fold(answer -> new Reply.Given<>(reachable(answer, to)), failed -> failed);
  }

  // Certificates without the one that it shows now would make the next call find a stranger.
  private static HeartbeatAnswer reachable(HeartbeatAnswer answer, ManagerLine from) {
    return from.shown().filter(answer.certificates()::contains).isPresent()
        ? answer
        : answer.withCertificates(Set.of());
  }

  // A connection that stands was judged by the pins it began with, so other pins mean a new one.
  private synchronized ManagerLine line(BaseUrl base, Set<Sha256> pins) {
    boolean fresh = ticker.getAsLong() - usedAt < LONGEST_IDLE.toNanos();
    if (line == null || !fresh || !line.isTo(base, pins)) {
      line = new ManagerLine(base, pins, limits);
    }
    usedAt = ticker.getAsLong();
    return line;
  }
}
