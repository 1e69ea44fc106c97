package io.freshseal.member.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What a computer of the fleet says about its manager, its orders and itself. */
public enum MemberSentence implements SentenceKey {
  /** No arguments. */
  MANAGER_NO_ADDRESS,
  /** No arguments. */
  MANAGER_NEEDS_TLS,
  /** No arguments. */
  TOKEN_MALFORMED,
  /** No arguments. */
  TOKEN_NEEDED,
  /** No arguments. */
  TOKEN_WITHOUT_CERTIFICATE,
  /** 0 the address, 1 the digest of the certificate shown. */
  OTHER_CERTIFICATE,
  /** 0 the digest that the token names, 1 that of what was handed out. */
  OTHER_ANCHORS,
  /** 0 the address, 1 a part of a sentence: why. */
  NO_CONTACT,
  /** No arguments. */
  OWN_MANAGER_AWAY,
  /** 0 the address, 1 the bound in bytes. */
  ANSWER_TOO_LARGE,
  /** 0 the address, 1 what it answers with. */
  ANSWER_OF_OTHER_TYPE,
  /** 0 the address, 1 a sentence: why it cannot be read. */
  ANSWER_MALFORMED,
  /** 0 the address, 1 the HTTP status. */
  ANSWER_STATUS,
  /** 0 the HTTP status, 1 what the manager says, foreign text. */
  REFUSED_BY_MANAGER,
  /** 0 the file, 1 a sentence: what is wrong with it. */
  FILE_DAMAGED,
  /** 0 the file, 1 the bound in bytes. */
  FILE_TOO_LARGE,
  /** No arguments. */
  ORDER_BEGUN,
  /** No arguments. */
  ORDER_DONE,
  /** 0 the instant until which it was to be begun. */
  ORDER_TOO_LATE,
  /** 0 the order's kind. */
  ORDER_NOT_FOR_THIS_COMPUTER,
  /** 0 the build. */
  ORDER_TAKES_A_PACKAGE,
  /** No arguments. */
  ORDER_INTERRUPTED,
  /** No arguments. */
  NO_RELAY_KNOWN;

  @Override
  public String family() {
    return "member";
  }
}
