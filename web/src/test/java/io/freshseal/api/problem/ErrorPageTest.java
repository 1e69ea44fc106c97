package io.freshseal.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPageTest {

  @ParameterizedTest
  @CsvSource({
    "400, This request cannot be answered, この要求には応答できません",
    "403, This is not permitted, 許可されていません",
    "404, There is no page at this address, このアドレスにページはありません",
    "405, This request cannot be answered, この要求には応答できません",
    "500, Something went wrong here, サーバー側で問題が発生しました",
    "503, Something went wrong here, サーバー側で問題が発生しました"
  })
  void the_page_says_in_one_language_alone_what_happened(
      int status, String english, String japanese) {
    assertThat(page(status, Locale.ENGLISH))
        .contains("<html lang=\"en\">", "<h1>" + english + "</h1>", "Freshseal · " + status)
        .contains("href=\"/fresh/\"");
    assertThat(page(status, Locale.JAPANESE))
        .contains("<html lang=\"ja\">", "<h1>" + japanese + "</h1>")
        .doesNotContain(english, "overview");
  }

  private static String page(int status, Locale language) {
    return new String(ErrorPage.html(status, language, "/fresh"), StandardCharsets.UTF_8);
  }
}
