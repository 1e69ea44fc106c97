package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.member.control.ProblemAnswer;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpCaller;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has a relay clear its cache, with the access token of one of its administrators. */
public final class RelayCacheCall {

  private static final String COMMAND = "clear-relay-cache";
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  private final BaseUrl relay;
  private final TransferLimits limits;

  public RelayCacheCall(BaseUrl relay, TransferLimits limits) {
    this.relay = relay;
    this.limits = limits;
  }

  /**
   * Calls once. The token goes over {@code https}, to whom the Java runtime trusts, or to this
   * computer itself; else nothing is sent.
   *
   * @param token is told to nobody else, and in no report
   */
  public AgentReport run(String token, CacheScope scope, Instant now) {
    if (!relay.isTls() && !isHere()) {
      return AgentReport.failed(
          COMMAND, now, StatusCode.BAD_REQUEST, Sentence.of(AgentSentence.TOKEN_IN_CLEAR));
    }
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + token,
            "Accept",
            "application/json, " + ProblemAnswer.MEDIA_TYPE);
    try (HttpAnswer answer =
        new HttpCaller(relay, limits)
            .post(relay.resolve("cache/clear?scope=" + scope.name()), headers, new byte[0])) {
      return answer.status() == 200
          ? AgentReport.local(COMMAND, AgentResult.RELAY_CLEARED, now, List.of())
          : refused(answer, now);
    } catch (HttpFault e) {
      return AgentReport.failed(COMMAND, now, e.code(), e.sentence());
    }
  }

  private boolean isHere() {
    try {
      return InetAddress.getByName(relay.uri().getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static AgentReport refused(HttpAnswer answer, Instant now) throws HttpFault {
    StatusCode code =
        switch (answer.status()) {
          case UNAUTHENTICATED -> StatusCode.UNAUTHENTICATED;
          case FORBIDDEN -> StatusCode.FORBIDDEN;
          default -> StatusCode.SOURCE_BAD_ANSWER;
        };
    try {
      ProblemAnswer problem =
          ProblemAnswer.isOne(answer)
              ? ProblemAnswer.read(answer)
              : new ProblemAnswer(Optional.empty(), "");
      return AgentReport.failed(
          COMMAND,
          now,
          problem.code().orElse(code),
          Sentence.of(AgentSentence.RELAY_REFUSES, answer.status(), problem.detail()));
    } catch (MalformedJsonException e) {
      return AgentReport.failed(
          COMMAND,
          now,
          StatusCode.SOURCE_BAD_ANSWER,
          Sentence.of(AgentSentence.RELAY_REFUSES, answer.status(), ""));
    }
  }
}
