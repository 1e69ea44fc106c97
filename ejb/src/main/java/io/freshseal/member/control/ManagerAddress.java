package io.freshseal.member.control;

import io.freshseal.member.entity.MemberSentence;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.shared.entity.Loopback;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Verdict;
import java.net.URI;

/**
 * Where a manager is reached: by {@code https}, or by {@code http} on this very machine, where
 * nobody can stand in between. Without a path, {@value BaseUrl#DEFAULT_PATH} is meant.
 */
public record ManagerAddress(BaseUrl base) {

  public ManagerAddress {
    if (!base.isTls() && !isLoopback(base)) {
      throw new IllegalArgumentException("http beyond this machine");
    }
  }

  /** Reads an operator's text. Refuses {@code BAD_REQUEST} with the reason. */
  public static Verdict<ManagerAddress> parse(String text) {
    return BaseUrl.parse(text)
        .map(
            base ->
                base.isTls() || isLoopback(base)
                    ? Verdict.accept(new ManagerAddress(base))
                    : refuse(MemberSentence.MANAGER_NEEDS_TLS))
        .orElseGet(() -> refuse(MemberSentence.MANAGER_NO_ADDRESS));
  }

  private static Verdict<ManagerAddress> refuse(MemberSentence why) {
    return Verdict.reject(StatusCode.BAD_REQUEST, Evidence.of(why));
  }

  private static boolean isLoopback(BaseUrl base) {
    return Loopback.isHost(base.uri().getHost());
  }

  /** The address as it is kept. */
  public URI uri() {
    return base.uri();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
