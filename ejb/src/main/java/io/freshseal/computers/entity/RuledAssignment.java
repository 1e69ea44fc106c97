package io.freshseal.computers.entity;

import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.shared.entity.Platform;
import java.util.List;
import java.util.Optional;

/**
 * Where rules put a computer. Who was put somewhere by a person or by the token it joined with
 * stays there: both said so of this computer, a rule says it of many. Of the rest the first rule
 * that is met decides; where none is, it is the default group.
 *
 * @param group id of the relay group
 * @param rule the name of the rule; empty for the default group
 */
public record RuledAssignment(String group, Optional<String> rule) {

  /** Decides it for a computer that nobody else put somewhere. */
  public static RuledAssignment of(
      List<RuleValues> rules, String name, String address, Platform platform) {
    return rules.stream()
        .filter(rule -> rule.meets(name, address, platform))
        .findFirst()
        .map(rule -> new RuledAssignment(rule.group(), Optional.of(rule.name())))
        .orElse(new RuledAssignment(RelayGroup.DEFAULT_ID, Optional.empty()));
  }

  /** Decides it for a computer; empty if the rules have no say, or it is there already. */
  public static Optional<RuledAssignment> change(List<RuleValues> rules, Computer computer) {
    if (!isFree(computer.assignment())) {
      return Optional.empty();
    }
    return Optional.of(
            of(rules, computer.name().text(), computer.address(), computer.facts().platform()))
        .filter(
            ruled ->
                !ruled.group().equals(computer.group()) || ruled.by() != computer.assignment());
  }

  /** Whether rules move a computer that was put somewhere by this. */
  public static boolean isFree(Assignment by) {
    return by == Assignment.DEFAULT || by == Assignment.RULE;
  }

  /** Who put it there, then. */
  public Assignment by() {
    return rule.isPresent() ? Assignment.RULE : Assignment.DEFAULT;
  }
}
