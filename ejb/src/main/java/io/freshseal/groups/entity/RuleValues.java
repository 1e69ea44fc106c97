package io.freshseal.groups.entity;

import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator says of an assignment rule. A computer that meets every condition is put into
 * the group.
 *
 * @param name 1 to 100 letters, digits, blanks, dots, dashes and underscores of any script
 * @param computers what the computer is called
 * @param network where its heartbeats come from
 * @param platform what it reports
 * @param group id of the relay group
 */
public record RuleValues(
    String name,
    Optional<NamePattern> computers,
    Optional<NetworkRange> network,
    Optional<Platform> platform,
    String group) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  public RuleValues {
    Objects.requireNonNull(name);
    Objects.requireNonNull(computers);
    Objects.requireNonNull(network);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(group);
  }

  /** Whether a computer is meant. */
  public boolean meets(String computer, String address, Platform its) {
    return computers.filter(pattern -> !pattern.matches(computer)).isEmpty()
        && network.filter(range -> !range.contains(address)).isEmpty()
        && platform.filter(wanted -> !wanted.equals(its)).isEmpty();
  }

  /** Why these values cannot be kept, whatever groups there are; empty if they can. */
  public Optional<Sentence> refused() {
    if (!NAME.matcher(name).matches() || name.endsWith(" ")) {
      return Optional.of(Sentence.of(GroupSentence.RULE_NAME));
    }
    return computers.isEmpty() && network.isEmpty() && platform.isEmpty()
        ? Optional.of(Sentence.of(GroupSentence.RULE_WITHOUT_CONDITION))
        : Optional.empty();
  }
}
