package io.freshseal.computers.boundary;

import io.freshseal.computers.control.FleetSecrets;
import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.EnrolmentSentence;
import io.freshseal.computers.entity.IssuedToken;
import io.freshseal.computers.entity.Joining;
import io.freshseal.computers.entity.RuledAssignment;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.boundary.RuleRows;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lets computers join. One call is one transaction: the token's use, the row and nothing else. */
@Stateless
public class EnrolmentDesk {

  /** Most computers of one fleet. */
  public static final int MOST_COMPUTERS = 200_000;

  private final SecureRandom random = new SecureRandom();

  @EJB private TokenRows tokens;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private RuleRows rules;
  @EJB private EventLog events;
  @Inject private Clock clock;

  /**
   * Lets a computer join. One that asks again before it was heard, for it never got the answer, is
   * the same computer with another key.
   *
   * @param secret foreign text, meant to be the secret of an enrolment token
   * @param address where the request comes from
   */
  public Outcome<Enrolment> join(String secret, JoinRequest request, String address) {
    Instant now = clock.instant();
    Optional<IssuedToken> found =
        EnrolmentToken.isSecret(secret) ? claim(FleetSecrets.digest(secret)) : Optional.empty();
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.UNAUTHENTICATED, EnrolmentSentence.UNKNOWN);
    }
    IssuedToken token = found.get();
    Optional<Sha256> named = request.id().map(id -> FleetSecrets.digest(secret + id.text()));
    Optional<Computer> before = named.flatMap(computers::byJoining);
    Optional<EnrolmentSentence> closed =
        token.closed(now).filter(why -> before.isEmpty() || why != EnrolmentSentence.USED_UP);
    if (closed.isPresent()) {
      return Outcome.refused(StatusCode.UNAUTHENTICATED, closed.get());
    }
    if (request.facts().serves() && !token.relays()) {
      return Outcome.refused(StatusCode.FORBIDDEN, EnrolmentSentence.NO_RELAYS);
    }
    if (before.isPresent()) {
      return Outcome.done(again(before.get(), token, request, new Arrival(address, now)));
    }
    if (computers.count() >= MOST_COMPUTERS) {
      return Outcome.refused(
          StatusCode.TOO_LARGE, EnrolmentSentence.TOO_MANY_COMPUTERS, MOST_COMPUTERS);
    }
    if (!tokens.spend(token.id())) {
      return Outcome.refused(StatusCode.UNAUTHENTICATED, EnrolmentSentence.USED_UP);
    }
    return Outcome.done(add(token, request.facts(), named, new Arrival(address, now)));
  }

  // Its group first, as whoever deletes the group does: so neither waits for the other one.
  private Optional<IssuedToken> claim(Sha256 digest) {
    tokens.groupOf(digest).ifPresent(groups::keep);
    return tokens.claim(digest);
  }

  private Enrolment again(Computer known, IssuedToken token, JoinRequest request, Arrival from) {
    String key = FleetSecrets.next(Enrolment.KEY_PREFIX, random);
    known.rejoined(request.facts(), FleetSecrets.digest(key), from.address());
    events.record(
        SystemEvent.of(EventType.COMPUTER_REJOINED, from.at())
            .about(request.facts().name().text())
            .by("enrolment:" + token.name())
            .figures(request.facts().name(), from.address(), token.name()));
    return new Enrolment(known.id(), key, token.anchors());
  }

  // Where and when a request came.
  private record Arrival(String address, Instant at) {}

  private record Place(String group, Assignment by) {}

  private Place ruled(MemberFacts facts, Arrival arrival) {
    RuledAssignment ruled =
        RuledAssignment.of(
            rules.values(), facts.name().text(), arrival.address(), facts.platform());
    return groups.keep(ruled.group()).isPresent()
        ? new Place(ruled.group(), ruled.by())
        : new Place(RelayGroup.DEFAULT_ID, Assignment.DEFAULT);
  }

  private Enrolment add(
      IssuedToken token, MemberFacts facts, Optional<Sha256> request, Arrival arrival) {
    UUID id = UUID.randomUUID();
    String key = FleetSecrets.next(Enrolment.KEY_PREFIX, random);
    Place place =
        token
            .group()
            .map(group -> new Place(group, Assignment.ENROLMENT))
            .orElseGet(() -> ruled(facts, arrival));
    computers.add(
        new Computer(
            id,
            facts,
            new Joining(
                Optional.of(FleetSecrets.digest(key)),
                request,
                place.group(),
                place.by(),
                token.relays(),
                token.name(),
                arrival.address(),
                arrival.at())));
    events.record(
        SystemEvent.of(EventType.COMPUTER_ENROLLED, arrival.at())
            .about(facts.name().text())
            .by("enrolment:" + token.name())
            .figures(facts.name(), arrival.address(), token.name()));
    return new Enrolment(id, key, token.anchors());
  }
}
