package io.freshseal.shared.entity;

/** Sentences that belong to no feature. */
public enum SharedSentence implements SentenceKey {
  /** Text from elsewhere that has no translation: 0 the text. */
  AS_IS;

  @Override
  public String family() {
    return "shared";
  }
}
