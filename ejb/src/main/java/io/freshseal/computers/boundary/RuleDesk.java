package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.Move;
import io.freshseal.computers.entity.RulePreview;
import io.freshseal.computers.entity.RuledAssignment;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.boundary.RuleRows;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.GroupSentence;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts computers where the assignment rules want them. Joins the caller's transaction. */
@Stateless
public class RuleDesk {

  @EJB private RuleRows rules;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** What applying the rules would do now. */
  public RulePreview preview() {
    List<RuleValues> all = rules.values();
    return RulePreview.of(all, changes(all, computers.free()));
  }

  /**
   * Applies the rules to every computer that they have a say in, if that does what somebody has
   * looked at. One at a time; meanwhile no rule changes, and nobody else moves a computer that is
   * to be moved.
   *
   * @param mark of the preview that was looked at, foreign text
   * @return how many changed their group
   */
  public Outcome<Integer> apply(String mark) {
    Instant now = clock.instant();
    List<RuleValues> all = rules.claimAll().stream().map(AssignmentRule::values).toList();
    List<Move> changes = changes(all, computers.claimAll(movable(all)));
    RulePreview preview = RulePreview.of(all, changes);
    if (!preview.mark().equals(mark)) {
      return Outcome.refused(StatusCode.CONFLICT, GroupSentence.RULES_MOVED_ON);
    }
    int moved = preview.moves().size();
    changes.forEach(move -> assign(move.computer(), move.to()));
    events.record(
        SystemEvent.of(EventType.ASSIGNMENT_RULES_APPLIED, now)
            .about("assignment-rules")
            .by(session.getCallerPrincipal().getName())
            .figures(moved));
    return Outcome.done(moved);
  }

  /** Applies the rules to a computer whose facts have changed. */
  public void follow(Computer computer, Instant now) {
    if (RuledAssignment.isFree(computer.assignment())) {
      RuledAssignment.change(rules.values(), computer)
          .filter(to -> groups.keep(to.group()).isPresent())
          .ifPresent(
              to -> {
                boolean moves = new Move(computer, to).changesGroup();
                assign(computer, to);
                if (moves) {
                  tell(computer, to, now);
                }
              });
    }
  }

  private List<UUID> movable(List<RuleValues> all) {
    return changes(all, computers.free()).stream().map(move -> move.computer().id()).toList();
  }

  private static List<Move> changes(List<RuleValues> all, List<Computer> free) {
    return free.stream()
        .flatMap(
            computer ->
                RuledAssignment.change(all, computer).map(to -> new Move(computer, to)).stream())
        .toList();
  }

  private static void assign(Computer computer, RuledAssignment to) {
    computer.assign(to.group(), to.by());
  }

  private void tell(Computer computer, RuledAssignment to, Instant now) {
    String name = computer.name().text();
    Optional<RelayGroup> group = groups.find(to.group());
    events.record(
        SystemEvent.of(EventType.RELAY_GROUP_ASSIGNED, now)
            .about(name)
            .by("rule:" + to.rule().orElse(""))
            .figures(name, group.map(RelayGroup::name).orElse("")));
  }
}
