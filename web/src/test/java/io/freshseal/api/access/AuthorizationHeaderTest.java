package io.freshseal.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.access.AuthorizationHeader.Basic;
import io.freshseal.api.access.AuthorizationHeader.Bearer;
import io.freshseal.api.access.AuthorizationHeader.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

  @ParameterizedTest
  @CsvSource({
    "admin:secret, admin, secret",
    "admin:se:cr:et, admin, se:cr:et",
    "admin:, admin, ''",
    "管理者:秘密, 管理者, 秘密"
  })
  void basic_is_split_at_the_first_colon(String pair, String name, String password) {
    Basic basic = (Basic) AuthorizationHeader.parse("Basic " + base64(pair));

    assertThat(basic.name()).isEqualTo(name);
    assertThat(new String(basic.password())).isEqualTo(password);
  }

  @Test
  void the_scheme_is_read_in_any_case() {
    assertThat(AuthorizationHeader.parse("bAsIc " + base64("a:b"))).isInstanceOf(Basic.class);
    assertThat(AuthorizationHeader.parse("BEARER abc")).isEqualTo(new Bearer("abc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic OmI=", // no name
        "Basic YWJj", // no colon
        "Basic /////w==", // not UTF-8
        "Bearer",
        "Bearer a b",
        "Bearer \u0000",
        "Bearer ünicode",
        "Digest username=x",
        "Negotiate YII"
      })
  void anything_else_is_unreadable(String header) {
    assertThat(AuthorizationHeader.parse(header)).isEqualTo(new Unreadable());
  }

  @Test
  void a_header_beyond_the_bound_is_not_looked_at() {
    assertThat(AuthorizationHeader.parse("Bearer " + "a".repeat(AuthorizationHeader.MAX_LENGTH)))
        .isEqualTo(new Unreadable());
  }

  @Test
  void secrets_stay_out_of_texts_and_are_forgotten_on_request() {
    Basic basic = (Basic) AuthorizationHeader.parse("Basic " + base64("admin:secret"));
    basic.forget();

    assertThat(basic.password()).containsOnly('\0');
    assertThat(basic).hasToString("Basic");
    assertThat(new Bearer("abc")).hasToString("Bearer");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
