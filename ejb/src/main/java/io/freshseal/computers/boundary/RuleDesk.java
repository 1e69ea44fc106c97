package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.Move;
import io.freshseal.computers.entity.RuledAssignment;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.boundary.RuleRows;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts computers where the assignment rules want them. Joins the caller's transaction. */
@Stateless
public class RuleDesk {

  @EJB private RuleRows rules;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** Which computers would change their group if the rules were applied now, by name. */
  public List<Move> moves() {
    return changes().filter(Move::changesGroup).toList();
  }

  /**
   * Applies the rules to every computer that they have a say in.
   *
   * @return how many changed their group
   */
  public long apply() {
    Instant now = clock.instant();
    List<Move> changes = changes().toList();
    long moved = changes.stream().filter(Move::changesGroup).count();
    changes.forEach(move -> assign(move.computer(), move.to()));
    events.record(
        SystemEvent.of(EventType.ASSIGNMENT_RULES_APPLIED, now)
            .about("assignment-rules")
            .by(session.getCallerPrincipal().getName())
            .figures(moved));
    return moved;
  }

  /** Applies the rules to a computer whose facts have changed. */
  public void follow(Computer computer, Instant now) {
    if (RuledAssignment.isFree(computer.assignment())) {
      RuledAssignment.change(rules.values(), computer)
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

  private Stream<Move> changes() {
    List<RuleValues> all = rules.values();
    return computers.free().stream()
        .flatMap(
            computer ->
                RuledAssignment.change(all, computer).map(to -> new Move(computer, to)).stream());
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
