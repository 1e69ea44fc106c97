package io.freshseal.catalog.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why bytes are no catalog. */
public enum CatalogSentence implements SentenceKey {
  /** 0 the bound in bytes. */
  TOO_LARGE,
  /** 0 a sentence about what is wrong. */
  UNREADABLE,
  /** No arguments. */
  EXPIRES_BEFORE_ISSUED,
  /** 0 the bound. */
  TOO_MANY_COMPONENTS,
  /** No arguments. */
  COMPONENT_TWICE,
  /** 0 the bound. */
  TOO_MANY_CRLS;

  @Override
  public String family() {
    return "catalog";
  }
}
