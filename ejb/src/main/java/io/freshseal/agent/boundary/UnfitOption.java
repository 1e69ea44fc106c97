package io.freshseal.agent.boundary;

import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.shared.entity.Sentence;

/** An option that cannot be used as it is. */
final class UnfitOption extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Sentence sentence;

  UnfitOption(Sentence sentence) {
    super(sentence.english());
    this.sentence = sentence;
  }

  UnfitOption(AgentSentence key, Object... arguments) {
    this(Sentence.of(key, arguments));
  }

  /** What is wrong with it. */
  Sentence sentence() {
    return sentence;
  }
}
