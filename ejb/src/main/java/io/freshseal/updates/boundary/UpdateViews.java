package io.freshseal.updates.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.updates.entity.GroupProgress;
import io.freshseal.updates.entity.Hearing;
import io.freshseal.updates.entity.StepStanding;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.StepView;
import io.freshseal.updates.entity.UpdateFlow;
import io.freshseal.updates.entity.UpdateSentence;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far security updates are, for those who look at them. Changes nothing. */
@Stateless
public class UpdateViews {

  /** Most steps on one page. */
  public static final int MOST_STEPS = 500;

  @EJB private StepRows steps;
  @EJB private UpdateRows rows;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  /** A stretch of what a run ordered, by the computers' names. */
  public List<StepView> steps(UUID id, Optional<StepState> state, int offset, int limit) {
    return views(id, steps.steps(id, state, Math.max(offset, 0), bounded(limit)));
  }

  /** A stretch of the computers of a run that stand so, by their names. */
  public List<StepView> standing(UUID id, StepStanding standing, int offset, int limit) {
    StepRows.Stretch stretch = new StepRows.Stretch(Math.max(offset, 0), bounded(limit));
    return views(id, steps.standing(id, standing, hearing(), stretch));
  }

  private static int bounded(int limit) {
    return Math.min(Math.max(limit, 1), MOST_STEPS);
  }

  /** How many computers of a run stand in each way; every way is there. */
  public Map<StepStanding, Long> standings(UUID id) {
    Map<StepState, Long> states = rows.counts(id);
    Map<StepStanding, Long> counts = new EnumMap<>(StepStanding.class);
    for (StepStanding standing : StepStanding.values()) {
      counts.put(standing, states.getOrDefault(standing.state(), 0L));
    }
    counts.putAll(
        states.containsKey(StepState.PENDING)
            ? steps.pending(id, hearing())
            : Map.of(StepStanding.PENDING_HEARTBEAT, 0L, StepStanding.PENDING_OFFLINE, 0L));
    return counts;
  }

  /** How far a run is in each relay group, top down. */
  public List<GroupProgress> perGroup(UUID id) {
    return GroupProgress.of(new GroupTree(groups.all()), steps.perGroup(id));
  }

  /** Another text as soon as anything of a run has changed, but for what passes with time. */
  public String mark(UUID id) {
    return rows.counts(id) + " " + steps.changedAt(id).map(Object::toString).orElse("");
  }

  /** The same of all runs: one that begins, goes on or ends changes it. */
  public String mark() {
    List<UUID> open = rows.open().stream().sorted().toList();
    String newest = rows.newest(1).stream().map(run -> run.id() + "").findFirst().orElse("");
    return newest + " " + open + " " + new TreeMap<>(rows.countsOf(open));
  }

  private Hearing hearing() {
    return new Hearing(clock.instant(), settings.current().manager().heartbeat());
  }

  private List<StepView> views(UUID id, List<UpdateStep> page) {
    Hearing hearing = hearing();
    Map<UUID, Computer> known = pending(page, hearing);
    Function<UpdateStep, Optional<Sentence>> why = why(id, page);
    return page.stream()
        .map(
            step ->
                new StepView(
                    step,
                    StepStanding.of(
                        step.state(), Optional.ofNullable(known.get(step.computer())), hearing),
                    step.sentence().or(() -> turn(step, hearing.now())).or(() -> why.apply(step))))
        .toList();
  }

  private Map<UUID, Computer> pending(List<UpdateStep> page, Hearing hearing) {
    List<UUID> ids =
        page.stream()
            .filter(step -> step.state() == StepState.PENDING)
            .map(UpdateStep::computer)
            .toList();
    return ids.isEmpty()
        ? Map.of()
        : computers
            .chosen(ComputerSelection.of(ids, Optional.empty()), Set.of(), hearing.now())
            .stream()
            .collect(Collectors.toMap(Computer::id, computer -> computer));
  }

  private static Optional<Sentence> turn(UpdateStep step, Instant now) {
    return step.turn(now).map(turn -> Sentence.of(UpdateSentence.WAITS_FOR_TURN, turn));
  }

  private Function<UpdateStep, Optional<Sentence>> why(UUID id, List<UpdateStep> page) {
    if (page.stream().noneMatch(step -> step.state() == StepState.WAITING)) {
      return step -> Optional.empty();
    }
    GroupTree tree = new GroupTree(groups.all());
    UpdateFlow flow = new UpdateFlow(tree, rows.relaySteps(id), Set.of());
    return step ->
        flow.waitsFor(step)
            .map(group -> tree.find(group).map(RelayGroup::name).orElse(group))
            .map(name -> Sentence.of(UpdateSentence.WAITS_FOR_RELAYS, name));
  }
}
