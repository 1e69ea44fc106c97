package io.freshseal.access.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why a token is not made. */
public enum AccessSentence implements SentenceKey {
  /** No arguments. */
  TOKEN_NAME,
  /** 0 the bound. */
  TOO_MANY_TOKENS;

  @Override
  public String family() {
    return "access";
  }
}
