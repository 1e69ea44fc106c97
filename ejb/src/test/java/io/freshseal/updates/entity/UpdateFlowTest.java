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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Relays before those behind them, and nobody into a failure that is known. */
class UpdateFlowTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final UUID UPDATE = new UUID(1, 1);

  private static RelayGroup group(String id, String parent) {
    return new RelayGroup(
        id, new GroupValues(id, "", Optional.ofNullable(parent), false), Instant.EPOCH);
  }

  private static UpdateStep relay(String group) {
    return relay(group, Optional.of(URI.create("http://127.0.0.1:1/api/v1")));
  }

  private static UpdateStep relay(String group, Optional<URI> url) {
    return new UpdateStep(
        UPDATE,
        new Computer(
            UUID.randomUUID(),
            new MemberFacts(
                new ComputerName("relay-of-" + group),
                Platform.ANY,
                new RelayBuild(26, 0, 0, 100),
                Set.of(MemberRole.RELAY),
                url),
            new Joining(Optional.empty(), group, Assignment.HAND, true, "token", "127.0.0.1", NOW)),
        NOW);
  }

  private static UpdateStep ended(UpdateStep step, OrderState state) {
    step.order(NOW);
    boolean changed =
        step.report(
            new OrderReport(
                step.id(),
                state,
                EventError.of(
                    state == OrderState.SUCCEEDED
                        ? StatusCode.OK
                        : StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE),
                Sentence.of(MemberSentence.ORDER_DONE),
                NOW),
            NOW);
    assertThat(changed).isTrue();
    return step;
  }

  private static final GroupTree TREE =
      new GroupTree(List.of(group("top", null), group("mid", "top"), group("low", "mid")));

  @Test
  void relaysOfTheTopGroup_beginAtOnce_othersWhenTheirParentsSucceeded() {
    UpdateStep top = relay("top");
    UpdateStep mid = relay("mid");
    UpdateFlow first = new UpdateFlow(TREE, List.of(top, mid), Set.of());

    assertThat(first.relaysToOrder()).containsExactly(top);
    assertThat(first.agentsMayBegin("top")).isFalse();

    ended(top, OrderState.SUCCEEDED);
    UpdateFlow second = new UpdateFlow(TREE, List.of(top, mid), Set.of());
    assertThat(second.relaysToOrder()).containsExactly(mid);
    assertThat(second.agentsMayBegin("top")).isTrue();
    assertThat(second.agentsMayBegin("mid")).isFalse();
    assertThat(second.agentsMayBegin("low")).as("its relays are left, mid's are at it").isFalse();
  }

  @Test
  void relayThatServesNobody_isWaitedForByNobody_andWaitsLikeOthers() {
    UpdateStep top = relay("top");
    UpdateStep idle = relay("mid", Optional.empty());
    UpdateFlow first = new UpdateFlow(TREE, List.of(top, idle), Set.of());

    assertThat(first.relaysToOrder()).containsExactly(top);

    ended(top, OrderState.SUCCEEDED);
    UpdateFlow second = new UpdateFlow(TREE, List.of(top, idle), Set.of());
    assertThat(second.relaysToOrder()).containsExactly(idle);
    assertThat(second.agentsMayBegin("mid")).as("they take from those above").isTrue();
    ended(idle, OrderState.FAILED);
    assertThat(second.failure("mid")).isEmpty();
  }

  @Test
  void whoWaits_isToldTheGroupWhoseRelaysAreWaitedFor() {
    UpdateStep top = relay("top");
    UpdateStep low = relay("low");
    UpdateFlow flow = new UpdateFlow(TREE, List.of(top, low), Set.of());

    assertThat(flow.waitsFor(low))
        .as("the relays of mid are left, top's are at it")
        .contains("top");
    assertThat(flow.waitsFor(top)).as("nobody is above it").isEmpty();
    low.order(NOW);
    assertThat(flow.waitsFor(low)).as("it is ordered").isEmpty();
  }

  @Test
  void theGroupsOfARun_areShownInTheOrderInWhichTheyUpdate() {
    List<GroupProgress> groups =
        GroupProgress.of(
            TREE,
            List.of(
                new GroupProgress.Count("low", false, StepState.WAITING, 7),
                new GroupProgress.Count("gone", false, StepState.SKIPPED, 1),
                new GroupProgress.Count("top", true, StepState.SUCCEEDED, 2),
                new GroupProgress.Count("top", false, StepState.PENDING, 3)));

    assertThat(groups).extracting(GroupProgress::group).containsExactly("top", "low", "gone");
    assertThat(groups.get(0).relays()).containsExactly(Map.entry(StepState.SUCCEEDED, 2L));
    assertThat(groups.get(0).agents()).containsExactly(Map.entry(StepState.PENDING, 3L));
    assertThat(groups.get(1).relays()).isEmpty();
  }

  @Test
  void everythingBehindAFailedRelay_isReportedAsBehindIt() {
    UpdateStep top = ended(relay("top"), OrderState.REFUSED);
    UpdateStep mid = relay("mid");
    UpdateFlow flow = new UpdateFlow(TREE, List.of(top, mid), Set.of());

    assertThat(flow.relaysToOrder()).isEmpty();
    assertThat(flow.relaysBehindFailure()).containsOnlyKeys(mid).containsValue(top);
    assertThat(flow.agentsMayBegin("top")).isFalse();
    assertThat(flow.failure("top")).contains(top);
    mid.skip(Sentence.of(UpdateSentence.CANCELLED), NOW);
    UpdateFlow after = new UpdateFlow(TREE, List.of(top, mid), Set.of());
    assertThat(after.failure("low")).contains(mid);
  }

  @Test
  void oneRelayThatSucceeded_isEnough_onceNoOtherIsAtIt() {
    UpdateStep good = ended(relay("top"), OrderState.SUCCEEDED);
    UpdateStep bad = ended(relay("top"), OrderState.FAILED);
    UpdateStep slow = relay("top");

    assertThat(new UpdateFlow(TREE, List.of(good, bad, slow), Set.of()).agentsMayBegin("top"))
        .isFalse();
    assertThat(
            new UpdateFlow(TREE, List.of(good, bad, slow), Set.of(slow.computer()))
                .agentsMayBegin("top"))
        .as("nobody waits for a relay that is not heard")
        .isTrue();
    assertThat(new UpdateFlow(TREE, List.of(good, bad), Set.of()).agentsMayBegin("top")).isTrue();
  }

  @Test
  void agentsWhoseRelaysAreLeft_waitForNobody() {
    assertThat(new UpdateFlow(TREE, List.of(), Set.of()).agentsMayBegin("low")).isTrue();
    assertThat(new UpdateFlow(TREE, List.of(), Set.of()).agentsMayBegin("gone")).isTrue();
  }

  /** Any tree, any outcomes, in any order: run to its end. */
  @RepeatedTest(200)
  void anyRun_endsWithRelaysBeforeTheirAgents(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<RelayGroup> groups = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int parent = random.nextInt(i + 1);
      groups.add(group("g" + i, parent == i ? null : "g" + parent));
    }
    GroupTree tree = new GroupTree(groups);
    List<UpdateStep> relays = new ArrayList<>();
    for (RelayGroup group : groups) {
      for (int i = random.nextInt(3); i > 0; i--) {
        relays.add(relay(group.id()));
      }
    }
    Set<String> begun = new HashSet<>();
    for (int rounds = 0; rounds < 100; rounds++) {
      UpdateFlow flow = new UpdateFlow(tree, relays, Set.of());
      for (UpdateStep step : flow.relaysToOrder()) {
        boolean free =
            tree.find(step.group())
                .flatMap(tree::parent)
                .map(parent -> succeededOrLeft(parent.id(), relays, tree))
                .orElse(true);
        assertThat(free).isTrue();
        step.order(NOW);
      }
      flow.relaysBehindFailure()
          .forEach((step, failed) -> step.skip(Sentence.of(UpdateSentence.CANCELLED), NOW));
      for (RelayGroup group : groups) {
        if (flow.agentsMayBegin(group.id())) {
          begun.add(group.id());
          assertThat(succeededOrLeft(group.id(), relays, tree)).isTrue();
        }
      }
      relays.stream()
          .filter(step -> step.state() == StepState.PENDING)
          .findAny()
          .ifPresent(
              step ->
                  ended(step, random.nextBoolean() ? OrderState.SUCCEEDED : OrderState.REFUSED));
    }
    assertThat(relays).allMatch(step -> step.state().ended());
    UpdateFlow end = new UpdateFlow(tree, relays, Set.of());
    for (RelayGroup group : groups) {
      assertThat(begun.contains(group.id())).isEqualTo(end.failure(group.id()).isEmpty());
    }
  }

  private static boolean succeededOrLeft(String group, List<UpdateStep> relays, GroupTree tree) {
    List<UpdateStep> own = relays.stream().filter(step -> step.group().equals(group)).toList();
    if (own.isEmpty()) {
      return tree.find(group)
          .flatMap(tree::parent)
          .map(parent -> succeededOrLeft(parent.id(), relays, tree))
          .orElse(true);
    }
    return own.stream().anyMatch(step -> step.state() == StepState.SUCCEEDED)
        && own.stream().allMatch(step -> step.state().ended());
  }
}
