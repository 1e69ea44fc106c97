package io.freshseal.computers.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.NetworkRange;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first rule that a computer meets decides, and only where no person and no token did. */
class RuledAssignmentTest {

  private static final Platform LINUX = new Platform("linux-amd64");
  private static final RuleValues WEB = rule("web", "web-*", null, null, "front");
  private static final RuleValues SITE = rule("site", null, "10.1.0.0/16", null, "berlin");
  private static final RuleValues BOTH = rule("both", "db-?", "10.0.0.0/8", "linux-amd64", "data");
  private static final List<RuleValues> RULES = List.of(WEB, SITE, BOTH);

  private static RuleValues rule(
      String name, String pattern, String network, String platform, String group) {
    return new RuleValues(
        name,
        Optional.ofNullable(pattern).map(NamePattern::new),
        Optional.ofNullable(network).map(NetworkRange::new),
        Optional.ofNullable(platform).map(Platform::new),
        group);
  }

  private static Computer computer(String name, String group, Assignment by) {
    return new Computer(
        UUID.randomUUID(),
        new MemberFacts(
            new ComputerName(name),
            LINUX,
            new RelayBuild(26, 0, 0, 100),
            Set.of(MemberRole.AGENT),
            Optional.empty()),
        new Joining(Optional.empty(), group, by, true, "token", "10.1.2.3", Instant.EPOCH));
  }

  private static String group(String name, String address, Platform platform) {
    return RuledAssignment.of(RULES, name, address, platform).group();
  }

  @Test
  void theFirstRuleThatIsMet_decides() {
    assertThat(group("web-1", "10.1.2.3", LINUX)).isEqualTo("front");
    assertThat(group("db-1", "10.1.2.3", LINUX)).isEqualTo("berlin");
    assertThat(group("db-1", "10.2.2.3", LINUX)).isEqualTo("data");
  }

  @Test
  void everyConditionOfARule_hasToBeMet() {
    assertThat(group("db-12", "10.2.2.3", LINUX)).isEqualTo(RelayGroup.DEFAULT_ID);
    assertThat(group("db-1", "11.2.2.3", LINUX)).isEqualTo(RelayGroup.DEFAULT_ID);
    assertThat(group("db-1", "10.2.2.3", Platform.ANY)).isEqualTo(RelayGroup.DEFAULT_ID);
  }

  @ParameterizedTest
  @EnumSource(
      value = Assignment.class,
      names = {"HAND", "ENROLMENT"})
  void whoWasPutSomewhereByAPersonOrAToken_staysThere(Assignment by) {
    assertThat(RuledAssignment.change(RULES, computer("web-1", "elsewhere", by))).isEmpty();
  }

  @Test
  void whoMeetsNoRuleAnyMore_goesBackToTheDefaultGroup() {
    Computer moved = computer("web-1", "front", Assignment.RULE);

    assertThat(RuledAssignment.change(RULES, moved)).as("it is where it belongs").isEmpty();
    assertThat(RuledAssignment.change(List.of(), moved))
        .contains(new RuledAssignment(RelayGroup.DEFAULT_ID, Optional.empty()));
  }

  @Test
  void aRuleForTheDefaultGroup_changesWhoSaysSo_andNotTheGroup() {
    Computer there = computer("x", RelayGroup.DEFAULT_ID, Assignment.DEFAULT);
    RuleValues stay = rule("stay", "*", null, null, RelayGroup.DEFAULT_ID);
    RuledAssignment to = RuledAssignment.change(List.of(stay), there).orElseThrow();

    assertThat(to.by()).isEqualTo(Assignment.RULE);
    assertThat(new Move(there, to).changesGroup()).isFalse();
  }
}
