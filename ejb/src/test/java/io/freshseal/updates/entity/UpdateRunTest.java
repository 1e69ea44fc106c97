package io.freshseal.updates.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.Joining;
import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Whole runs over any tree of groups: computers take orders, fail, tell the same outcome again or
 * contradict it, are killed before they tell, vanish and come back, and somebody may cancel. What
 * may be ordered is worked out here a second time, from the parents alone.
 */
class UpdateRunTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final int STEPS = 400;
  private static final OrderState[] ENDS = {
    OrderState.SUCCEEDED, OrderState.SUCCEEDED, OrderState.REFUSED, OrderState.FAILED
  };

  private Random random;
  private final Map<String, Optional<String>> parents = new HashMap<>();
  private final List<UpdateStep> relays = new ArrayList<>();
  private final List<UpdateStep> agents = new ArrayList<>();
  private final Map<UpdateStep, StepState> ended = new HashMap<>();
  private final Set<UUID> offline = new HashSet<>();
  private GroupTree tree;
  private boolean cancelled;

  @RepeatedTest(300)
  void whateverHappens_relaysGoFirst_nobodyIsSentIntoAKnownFailure_andTheRunEnds(
      RepetitionInfo run) {
    random = new Random(run.getCurrentRepetition());
    build();

    for (int i = 0; i < STEPS; i++) {
      goOn();
      happen();
      endingsStay();
    }
    offline.clear();
    for (int i = 0; i < STEPS && !all().stream().allMatch(step -> step.state().ended()); i++) {
      goOn();
      all().forEach(step -> report(step, ENDS[random.nextInt(ENDS.length)]));
      endingsStay();
    }

    assertThat(all()).allMatch(step -> step.state().ended());
    for (UpdateStep agent : agents) {
      if (!cancelled && agent.state() == StepState.SKIPPED) {
        assertThat(deciding(Optional.of(agent.group())))
            .isNotEmpty()
            .noneMatch(relay -> relay.state() == StepState.SUCCEEDED);
      }
    }
  }

  private void build() {
    List<RelayGroup> groups = new ArrayList<>();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      int above = random.nextInt(i + 1);
      String id = "g" + i;
      parents.put(id, above == i ? Optional.empty() : Optional.of("g" + above));
      groups.add(
          new RelayGroup(id, new GroupValues(id, "", parents.get(id), false), Instant.EPOCH));
      for (int relay = random.nextInt(3); relay > 0; relay--) {
        relays.add(step(id, MemberRole.RELAY));
      }
      for (int agent = random.nextInt(4); agent > 0; agent--) {
        agents.add(step(id, MemberRole.AGENT));
      }
    }
    tree = new GroupTree(groups);
  }

  private UpdateStep step(String group, MemberRole role) {
    MemberFacts facts =
        new MemberFacts(
            new ComputerName(role.text() + "-of-" + group),
            Platform.ANY,
            new RelayBuild(26, 0, 0, 100),
            Set.of(role),
            Optional.of(URI.create("http://127.0.0.1:1/api/v1"))
                .filter(url -> role == MemberRole.RELAY));
    Joining joining =
        new Joining(Optional.empty(), group, Assignment.HAND, true, "token", "127.0.0.1", NOW);
    return new UpdateStep(
        new UUID(1, 1),
        new Computer(new UUID(random.nextLong(), random.nextLong()), facts, joining),
        NOW);
  }

  private List<UpdateStep> all() {
    List<UpdateStep> all = new ArrayList<>(relays);
    all.addAll(agents);
    return all;
  }

  /** As the manager does after every report and at every look. */
  private void goOn() {
    if (cancelled) {
      all().forEach(step -> step.skip(Sentence.of(UpdateSentence.CANCELLED), NOW));
      return;
    }
    boolean changed = true;
    while (changed) {
      UpdateFlow flow = flow();
      List<UpdateStep> begin = flow.relaysToOrder();
      begin.forEach(step -> order(step, parents.get(step.group())));
      Map<UpdateStep, UpdateStep> behind = flow.relaysBehindFailure();
      behind.forEach((step, failed) -> step.skip(Sentence.of(UpdateSentence.CANCELLED), NOW));
      changed = !begin.isEmpty() || !behind.isEmpty();
    }
    UpdateFlow flow = flow();
    for (UpdateStep agent : agents) {
      if (agent.state() == StepState.WAITING && flow.agentsMayBegin(agent.group())) {
        order(agent, Optional.of(agent.group()));
      } else if (agent.state() == StepState.WAITING && flow.failure(agent.group()).isPresent()) {
        agent.skip(Sentence.of(UpdateSentence.CANCELLED), NOW);
      }
    }
  }

  private UpdateFlow flow() {
    return new UpdateFlow(tree, relays, offline);
  }

  private void order(UpdateStep step, Optional<String> from) {
    List<UpdateStep> above = deciding(from);
    if (!above.isEmpty()) {
      assertThat(above)
          .as("%s is ordered when a relay has what it takes", step.computerName())
          .anyMatch(relay -> relay.state() == StepState.SUCCEEDED);
      assertThat(above)
          .as("%s is ordered when no relay that is heard is at it", step.computerName())
          .allMatch(relay -> relay.state().ended() || offline.contains(relay.computer()));
    }
    step.order(NOW);
    assertThat(step.state()).isEqualTo(StepState.PENDING);
  }

  /** The relays that somebody takes from: of this group, or of the next above that has some. */
  private List<UpdateStep> deciding(Optional<String> from) {
    Optional<String> group = from;
    while (group.isPresent()) {
      String id = group.get();
      List<UpdateStep> here = relays.stream().filter(r -> r.group().equals(id)).toList();
      if (!here.isEmpty()) {
        return here;
      }
      group = parents.get(id);
    }
    return List.of();
  }

  private void happen() {
    List<UpdateStep> all = all();
    if (all.isEmpty()) {
      return;
    }
    UpdateStep step = all.get(random.nextInt(all.size()));
    switch (random.nextInt(20)) {
      case 0, 1 -> offline.add(step.computer());
      case 2, 3, 4 -> offline.remove(step.computer());
      case 5 -> cancelled = cancelled || random.nextInt(40) == 0;
      case 6, 7, 8, 9 -> tell(step, OrderState.IN_PROGRESS);
      default -> tell(step, ENDS[random.nextInt(ENDS.length)]);
    }
  }

  // Whoever is not heard tells nothing; whoever was killed tells the same, or another thing, later.
  private void tell(UpdateStep step, OrderState state) {
    if (!offline.contains(step.computer())) {
      report(step, state);
    }
  }

  private void report(UpdateStep step, OrderState state) {
    StepState before = step.state();
    if (before == StepState.WAITING) {
      return;
    }
    OrderReport report =
        new OrderReport(
            step.id(),
            state,
            EventError.of(StatusCode.OK),
            Sentence.of(MemberSentence.ORDER_DONE),
            NOW);
    step.report(report, NOW);
    assertThat(step.report(report, NOW)).as("what is told twice counts once").isFalse();
  }

  private void endingsStay() {
    for (UpdateStep step : all()) {
      if (step.state().ended()) {
        assertThat(ended.computeIfAbsent(step, UpdateStep::state)).isEqualTo(step.state());
      }
    }
  }
}
