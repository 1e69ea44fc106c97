package io.freshseal.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void token_has256BitsAndItsOwnForm() {
    String token = Secrets.token(random);

    assertThat(token).matches("fs_[A-Za-z0-9_-]{43}").isNotEqualTo(Secrets.token(random));
    assertThat(Secrets.isToken(token)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "fs_", "fs_short", "Bearer fs_x"})
  void otherText_isNoToken(String text) {
    assertThat(Secrets.isToken(text)).isFalse();
  }

  @Test
  void password_canBeReadAloud() {
    assertThat(Secrets.password(random)).matches("([a-km-np-z2-9]{4}-){4}[a-km-np-z2-9]{4}");
  }
}
