package io.freshseal.shared.entity;

/**
 * Names one sentence for people in the message bundles {@code io.freshseal.sentences}. Each feature
 * has one enum of its sentences that implements this, for example {@code TrustSentence}.
 *
 * <p>To add one: a constant in the feature's enum, and a line for its {@link #key()} in {@code
 * sentences.properties} and in {@code sentences_ja.properties}, with the same places {@code {0}},
 * {@code {1}} in both. The lines are patterns of {@link java.text.MessageFormat}, so an apostrophe
 * is written twice. A test finds every enum and compares it with both bundles. Stored events name
 * sentences by key: a constant that has been released keeps its name and the order of its
 * arguments.
 */
public interface SentenceKey {

  /** The first part of the key, the same for all constants of one enum: lower-case letters. */
  String family();

  /** The constant's name, as every enum has it. */
  String name();

  /** The key in the bundles, for example {@code trust.CHAIN_UNKNOWN}. */
  default String key() {
    return family() + "." + name();
  }
}
