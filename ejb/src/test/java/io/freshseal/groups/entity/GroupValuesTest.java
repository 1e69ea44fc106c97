package io.freshseal.groups.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupValuesTest {

  private static final KeptProxy KNOWN =
      new KeptProxy("proxy.example", 3128, Optional.of("branch"), Optional.of("sealed"));

  private static Optional<?> refused(ProxyValues proxy) {
    return new GroupValues("Branch", "", Optional.empty(), false, Optional.of(proxy)).refused();
  }

  private static ProxyValues proxy(String host, long port, String user, String password) {
    return new ProxyValues(host, port, Optional.ofNullable(user), Optional.ofNullable(password));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, 3128, , ",
    "10.0.0.1, 1, branch, pass:word",
    "[2001:db8::1], 65535, branch, ''",
    "proxy_1, 8080, branch, "
  })
  void proxy_canBeKept(String host, long port, String user, String password) {
    assertThat(refused(proxy(host, port, user, password))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3128, , ",
    "http://proxy.example, 3128, , ",
    "user@proxy.example, 3128, , ",
    "proxy.example:3128, 3128, , ",
    "'proxy example', 3128, , ",
    "proxy.example, 0, , ",
    "proxy.example, 65536, , ",
    "proxy.example, 3128, a:b, secret",
    "proxy.example, 3128, '', secret",
    "proxy.example, 3128, , secret"
  })
  void noProxy_isRefused(String host, long port, String user, String password) {
    assertThat(refused(proxy(host, port, user, password))).isPresent();
  }

  @Test
  void lineBreakInALogin_isRefused() {
    assertThat(refused(proxy("proxy.example", 3128, "branch\r\nX: y", "secret"))).isPresent();
    assertThat(refused(proxy("proxy.example", 3128, "branch", "sec\nret"))).isPresent();
  }

  @Test
  void knownPassword_staysWithWhomItWasGivenForAlone() {
    Optional<KeptProxy> known = Optional.of(KNOWN);

    assertThat(proxy("proxy.example", 3128, "branch", null).lacksPassword(known)).isFalse();
    assertThat(proxy("other.example", 3128, "branch", null).lacksPassword(known)).isTrue();
    assertThat(proxy("proxy.example", 3129, "branch", null).lacksPassword(known)).isTrue();
    assertThat(proxy("proxy.example", 3128, "other", null).lacksPassword(known)).isTrue();
    assertThat(proxy("proxy.example", 3128, "branch", null).lacksPassword(Optional.empty()))
        .isTrue();
    assertThat(proxy("other.example", 3128, "branch", "new").lacksPassword(known)).isFalse();
    assertThat(proxy("other.example", 3128, null, null).lacksPassword(known)).isFalse();
  }

  @Test
  void password_isNotInTheText() {
    assertThat(proxy("proxy.example", 3128, "branch", "s3cret").toString())
        .doesNotContain("s3cret");
  }
}
