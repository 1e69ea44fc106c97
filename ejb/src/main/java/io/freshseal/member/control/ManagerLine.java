package io.freshseal.member.control;

import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Reply;
import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpCaller;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One manager at one address, known by one set of certificates. Thread-safe. */
final class ManagerLine {

  private static final String JSON = "application/json";

  private final BaseUrl base;
  private final Set<Sha256> pins;
  private final PinnedCertificates certificates;
  private final HttpCaller caller;

  ManagerLine(BaseUrl base, Set<Sha256> pins, TransferLimits limits) {
    this.base = base;
    this.pins = pins;
    this.certificates = new PinnedCertificates(pins);
    this.caller = new HttpCaller(base, limits, certificates.context());
  }

  /**
   * One request.
   *
   * @param secret who asks; sent once the server has proved who it is
   */
  record Call(String path, String secret, byte[] body) {}

  /** Reads the body of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] body) throws MalformedJsonException;
  }

  boolean isTo(BaseUrl address, Set<Sha256> known) {
    return base.equals(address) && pins.equals(known);
  }

  /** The pinned certificate that the manager showed last; empty without TLS. */
  Optional<Sha256> shown() {
    return certificates.accepted();
  }

  /** Asks once; calls of other threads wait. */
  synchronized <T> Reply<T> post(Call call, int maxBytes, Reader<T> reader) {
    certificates.takeStranger();
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer " + call.secret(),
            "Content-Type", JSON,
            "Accept", JSON + ", " + ProblemAnswer.MEDIA_TYPE);
    try (HttpAnswer answer = caller.post(base.resolve(call.path()), headers, call.body())) {
      return answer.status() == 200 || answer.status() == 201
          ? read(answer, maxBytes, reader)
          : refused(answer);
    } catch (HttpFault e) {
      return failed(e, maxBytes);
    }
  }

  private <T> Reply<T> read(HttpAnswer answer, int maxBytes, Reader<T> reader) throws HttpFault {
    String type = answer.mediaType().orElse("");
    if (!type.equals(JSON)) {
      return badAnswer(Sentence.of(MemberSentence.ANSWER_OF_OTHER_TYPE, base, type));
    }
    try {
      return new Reply.Given<>(reader.read(AnswerCheck.readAll(answer, maxBytes)));
    } catch (MalformedJsonException e) {
      return badAnswer(Sentence.of(MemberSentence.ANSWER_MALFORMED, base, e.sentence()));
    }
  }

  private <T> Reply<T> failed(HttpFault fault, int maxBytes) {
    Optional<Sha256> stranger = certificates.takeStranger();
    if (stranger.isPresent()) {
      return silent(
          StatusCode.MANAGER_UNTRUSTED,
          Sentence.of(MemberSentence.OTHER_CERTIFICATE, base, stranger.get()));
    }
    return switch (fault.code()) {
      case TOO_LARGE -> badAnswer(Sentence.of(MemberSentence.ANSWER_TOO_LARGE, base, maxBytes));
      case SOURCE_BAD_ANSWER -> badAnswer(noContact(fault));
      default -> silent(StatusCode.MANAGER_UNREACHABLE, noContact(fault));
    };
  }

  private Sentence noContact(HttpFault fault) {
    return Sentence.of(MemberSentence.NO_CONTACT, base, fault.sentence());
  }

  private static <T> Reply<T> silent(StatusCode code, Sentence why) {
    return new Reply.Failed<>(false, code, why);
  }

  private static <T> Reply<T> badAnswer(Sentence why) {
    return new Reply.Failed<>(true, StatusCode.MANAGER_BAD_ANSWER, why);
  }

  private <T> Reply<T> refused(HttpAnswer answer) throws HttpFault {
    int status = answer.status();
    Optional<Duration> again = again(answer);
    if (!ProblemAnswer.isOne(answer)) {
      return new Reply.Failed<>(
          status < 500,
          code(status),
          Sentence.of(MemberSentence.ANSWER_STATUS, base, status),
          again);
    }
    try {
      ProblemAnswer problem = ProblemAnswer.read(answer);
      return new Reply.Failed<>(
          status < 500,
          problem.code().filter(code -> status < 500).orElse(code(status)),
          Sentence.of(MemberSentence.REFUSED_BY_MANAGER, status, problem.detail()),
          again);
    } catch (MalformedJsonException e) {
      return badAnswer(Sentence.of(MemberSentence.ANSWER_MALFORMED, base, e.sentence()));
    }
  }

  // Foreign: whoever waits bounds it.
  private static Optional<Duration> again(HttpAnswer answer) {
    return answer
        .header("Retry-After")
        .filter(text -> answer.status() == 429 || answer.status() == 503)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static StatusCode code(int status) {
    return switch (status) {
      case 401 -> StatusCode.UNAUTHENTICATED;
      case 403 -> StatusCode.FORBIDDEN;
      default -> status >= 500 ? StatusCode.MANAGER_UNREACHABLE : StatusCode.MANAGER_BAD_ANSWER;
    };
  }
}
