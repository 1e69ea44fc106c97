package io.freshseal.shared.entity;

/** Why bytes are not the JSON that a format asks for. */
public enum JsonSentence implements SentenceKey {
  /** No arguments. */
  NO_OBJECT,
  /** No arguments. */
  MORE_VALUES,
  /** No arguments. */
  MEMBER_TWICE,
  /** 0 the bound. */
  TOO_MANY_MEMBERS,
  /** No arguments. */
  NO_ARRAY_OF_OBJECTS,
  /** No arguments. */
  NO_ARRAY_OF_TEXTS,
  /** 0 the bound. */
  TOO_MANY_ELEMENTS,
  /** 0 the bound. */
  TOO_DEEP,
  /** 0 the bound, in characters. */
  TEXT_TOO_LONG,
  /** No arguments. */
  NO_JSON,
  /** 0 the member's name. */
  MEMBER_WRONG;

  @Override
  public String family() {
    return "json";
  }
}
