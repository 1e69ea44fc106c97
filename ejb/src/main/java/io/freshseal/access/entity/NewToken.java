package io.freshseal.access.entity;

/**
 * A token just made.
 *
 * @param secret the token itself, shown this once and kept nowhere
 */
public record NewToken(AccessToken token, String secret) {

  @Override
  public String toString() {
    return "NewToken[" + token.id() + "]";
  }
}
