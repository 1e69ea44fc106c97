package io.freshseal.replication.entity;

import java.util.Objects;

/**
 * How a computer replicates.
 *
 * @param refreshesSignatures whether a renewed signature file of an unchanged component is fetched:
 *     what old builds do not do
 * @param contents which contents a run fetches
 * @param parallel how many transfers at once, 1 to 16
 */
public record RunPolicy(
    boolean refreshesSignatures, SwitchRule rule, ContentRule contents, int parallel) {

  /** As many transfers at once as a source will gladly serve. */
  public static final int DEFAULT_PARALLEL = 4;

  public RunPolicy {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(contents);
    if (parallel < 1 || parallel > 16) {
      throw new IllegalArgumentException("parallel out of range");
    }
  }

  /** What a relay does. */
  public static RunPolicy relay(boolean refreshesSignatures) {
    return new RunPolicy(
        refreshesSignatures, SwitchRule.WHOLE_CATALOG, ContentRule.ALL, DEFAULT_PARALLEL);
  }

  /** What an agent does; agents always refresh signatures. */
  public static RunPolicy agent() {
    return new RunPolicy(true, SwitchRule.EACH_COMPONENT, ContentRule.ALL, DEFAULT_PARALLEL);
  }

  /** The same, fetching contents by another rule. */
  public RunPolicy with(ContentRule other) {
    return new RunPolicy(refreshesSignatures, rule, other, parallel);
  }

  /** Whether contents are left to whoever asks for them. */
  public boolean leavesContents() {
    return contents == ContentRule.ON_REQUEST;
  }
}
