package io.freshseal.groups.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.GroupSentence;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The assignment rules, and changing them; the caller is named in the event. Moves nobody. */
@Stateless
public class AssignmentRules {

  /** Most rules. */
  public static final int MOST = 200;

  @EJB private RuleRows rows;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** All rules in the order in which they are asked. */
  public List<AssignmentRule> all() {
    return rows.all();
  }

  /** Makes a rule, asked after all others. */
  public Outcome<AssignmentRule> create(RuleValues values) {
    List<AssignmentRule> all = rows.all();
    if (all.size() >= MOST) {
      return Outcome.refused(StatusCode.TOO_LARGE, GroupSentence.TOO_MANY_RULES, MOST);
    }
    Optional<Sentence> objection = objection(values);
    if (objection.isPresent()) {
      return new Outcome.Refused<>(StatusCode.BAD_REQUEST, objection.get());
    }
    int place = all.isEmpty() ? 1 : all.get(all.size() - 1).place() + 1;
    AssignmentRule rule = new AssignmentRule(UUID.randomUUID(), place, values);
    rows.add(rule);
    return done(EventType.ASSIGNMENT_RULE_CREATED, rule);
  }

  /** Changes a rule. */
  public Outcome<AssignmentRule> change(UUID id, RuleValues values) {
    Optional<AssignmentRule> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, GroupSentence.NO_RULE);
    }
    Optional<Sentence> objection = objection(values);
    if (objection.isPresent()) {
      return new Outcome.Refused<>(StatusCode.BAD_REQUEST, objection.get());
    }
    found.get().change(values);
    return done(EventType.ASSIGNMENT_RULE_CHANGED, found.get());
  }

  /**
   * Puts a rule elsewhere in the order.
   *
   * @param place 1 for the first; a higher one than there are rules for the last
   */
  public Outcome<AssignmentRule> move(UUID id, int place) {
    List<AssignmentRule> all = new ArrayList<>(rows.claimAll());
    Optional<AssignmentRule> found = all.stream().filter(rule -> rule.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, GroupSentence.NO_RULE);
    }
    all.remove(found.get());
    all.add(Math.min(Math.max(place - 1, 0), all.size()), found.get());
    for (int i = 0; i < all.size(); i++) {
      all.get(i).moveTo(i + 1);
    }
    return done(EventType.ASSIGNMENT_RULE_CHANGED, found.get());
  }

  /** Deletes a rule. Whom it moved stays until the rules are applied, or its facts change. */
  public Outcome<AssignmentRule> delete(UUID id) {
    rows.claimAll();
    Optional<AssignmentRule> found = rows.find(id);
    found.ifPresent(rows::remove);
    return found
        .map(rule -> done(EventType.ASSIGNMENT_RULE_DELETED, rule))
        .orElseGet(() -> Outcome.refused(StatusCode.NOT_FOUND, GroupSentence.NO_RULE));
  }

  private Optional<Sentence> objection(RuleValues values) {
    return values
        .refused()
        .or(
            () ->
                groups.keep(values.group()).isPresent()
                    ? Optional.empty()
                    : Optional.of(Sentence.of(GroupSentence.NO_GROUP)));
  }

  private Outcome<AssignmentRule> done(EventType type, AssignmentRule rule) {
    String name = rule.values().name();
    events.record(
        SystemEvent.of(type, clock.instant())
            .about(name)
            .by(session.getCallerPrincipal().getName())
            .figures(name));
    return Outcome.done(rule);
  }
}
