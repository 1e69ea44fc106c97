package io.freshseal.replication.control.push;

import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpCaller;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.Reach;
import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits over HTTP: HEAD of the catalog with If-None-Match and {@code Prefer: wait} (RFC 7240). A
 * server that knows no waiting answers at once, and says nothing of a preference that it applied.
 * For one thread.
 */
public final class HttpPushLine implements PushLine {

  private static final String APPLIED = "Preference-Applied";
  private static final int MAX_RETRY_DIGITS = 5;

  private final TransferLimits limits;
  private final Supplier<Optional<String>> build;
  private Reach reach;
  private Route route;
  private HttpCaller caller;

  /**
   * Asks nobody yet.
   *
   * @param build the build of a relay, which others wait for in turn; empty for an agent
   */
  public HttpPushLine(TransferLimits limits, Supplier<Optional<String>> build) {
    this.limits = limits.waiting(PushWatch.WAIT);
    this.build = build;
  }

  @Override
  public WaitAnswer ask(Reach at, Optional<String> tag, Duration wait) {
    if (!at.equals(reach)) {
      Optional<Route> found = Route.to(at);
      if (found.isEmpty()) {
        return failed(TransferSentence.NO_ANSWER);
      }
      reach = at;
      route = found.get();
      // Kept for as long as the way is the same: a caller keeps its connection.
      caller = new HttpCaller(route, limits);
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/pkcs7-mime");
    headers.put("Prefer", "wait=" + wait.toSeconds());
    tag.ifPresent(known -> headers.put("If-None-Match", known));
    build.get().ifPresent(own -> headers.put("Freshseal-Relay-Build", own));
    try (HttpAnswer answer = caller.head(route.base().resolve("catalog"), headers)) {
      return read(answer, tag);
    } catch (HttpFault e) {
      return new WaitAnswer.Failed(e.code(), e.sentence());
    }
  }

  private static WaitAnswer read(HttpAnswer answer, Optional<String> tag) {
    boolean applied = answer.header(APPLIED).filter(text -> text.startsWith("wait")).isPresent();
    boolean same = tag.isPresent() ? isSame(answer, tag.get()) : answer.status() == 404;
    if (same) {
      return applied ? new WaitAnswer.Waited() : new WaitAnswer.NotWaiting(again(answer));
    }
    if (answer.status() == 200) {
      return new WaitAnswer.Changed(answer.strongEtag());
    }
    return failed(TransferSentence.STATUS, answer.status(), 200);
  }

  // A cache may answer 200 with the very tag that was asked for.
  private static boolean isSame(HttpAnswer answer, String tag) {
    return answer.status() == 304
        || (answer.status() == 200 && answer.header("ETag").filter(tag::endsWith).isPresent());
  }

  private static Optional<Duration> again(HttpAnswer answer) {
    return answer
        .header("Retry-After")
        .filter(text -> text.matches("[0-9]{1," + MAX_RETRY_DIGITS + "}"))
        .map(text -> Duration.ofSeconds(Integer.parseInt(text)));
  }

  private static WaitAnswer failed(TransferSentence sentence, Object... arguments) {
    return new WaitAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, Sentence.of(sentence, arguments));
  }
}
