package io.freshseal.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void rightPassword_matchesAndAnyOtherDoesNot() {
    String hash = PasswordHash.of("correct horse".toCharArray(), random);

    assertThat(PasswordHash.matches("correct horse".toCharArray(), hash)).isTrue();
    assertThat(PasswordHash.matches("correct horsf".toCharArray(), hash)).isFalse();
  }

  @Test
  void samePasswordTwice_hasDifferentHashes() {
    assertThat(PasswordHash.of("secret".toCharArray(), random))
        .isNotEqualTo(PasswordHash.of("secret".toCharArray(), random));
  }

  @Test
  void hash_namesSchemeAndCostAndNotThePassword() {
    String hash = PasswordHash.of("hunter22".toCharArray(), random);

    assertThat(hash).startsWith("pbkdf2-sha256$600000$").doesNotContain("hunter22");
  }

  @Test
  void nobodysHash_isDerivedAndMatchesNothing() {
    assertThat(PasswordHash.matches("".toCharArray(), PasswordHash.OF_NOBODY)).isFalse();
  }

  @Test
  void damagedHash_matchesNothing() {
    assertThat(PasswordHash.matches("x".toCharArray(), "plain$x")).isFalse();
  }
}
