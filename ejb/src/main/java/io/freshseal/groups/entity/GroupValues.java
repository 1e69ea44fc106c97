package io.freshseal.groups.entity;

import io.freshseal.shared.entity.Sentence;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator says of a relay group.
 *
 * @param name 1 to 100 letters, digits, blanks, dots, dashes and underscores of any script; unique
 * @param description at most 500 characters
 * @param parent id of the group whose relays it takes components from; empty for the primary source
 * @param primaryFallback whether its computers may use the primary source when no relay answers
 * @param proxy what stands between the group and where it takes components from; empty for nothing
 */
public record GroupValues(
    String name,
    String description,
    Optional<String> parent,
    boolean primaryFallback,
    Optional<ProxyValues> proxy) {

  private static final int LONGEST_DESCRIPTION = 500;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  public GroupValues {
    Objects.requireNonNull(name);
    Objects.requireNonNull(description);
    Objects.requireNonNull(parent);
    Objects.requireNonNull(proxy);
  }

  /** A group without a proxy. */
  public GroupValues(
      String name, String description, Optional<String> parent, boolean primaryFallback) {
    this(name, description, parent, primaryFallback, Optional.empty());
  }

  /** Why these values cannot be kept, whatever other groups there are; empty if they can. */
  public Optional<Sentence> refused() {
    if (!NAME.matcher(name).matches() || name.endsWith(" ")) {
      return Optional.of(Sentence.of(GroupSentence.NAME));
    }
    boolean plain = description.codePoints().noneMatch(Character::isISOControl);
    return description.length() <= LONGEST_DESCRIPTION && plain
        ? proxy.flatMap(ProxyValues::refused)
        : Optional.of(Sentence.of(GroupSentence.DESCRIPTION, LONGEST_DESCRIPTION));
  }
}
