package io.freshseal.member.entity;

import java.util.Objects;
import java.util.Optional;

/**
 * That a computer wants to join.
 *
 * @param id the same each time the computer asks again for one joining; empty for a program that
 *     does not name them, each of whose requests is another computer
 */
public record JoinRequest(MemberFacts facts, Optional<JoinId> id) {

  public JoinRequest {
    Objects.requireNonNull(facts);
    Objects.requireNonNull(id);
  }
}
