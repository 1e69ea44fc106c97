package io.freshseal.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDocumentTest {

  @Test
  void the_document_has_the_members_of_rfc_9457_and_the_stable_code() {
    JsonObject json =
        read(Problem.of(StatusCode.NOT_FOUND, Sentence.asIs("No \"such\" thing.")), "/api/v1/x");

    assertThat(json.getString("type")).isEqualTo("urn:freshseal:problem:STATUS_NOT_FOUND");
    assertThat(json.getString("title")).isNotBlank();
    assertThat(json.getInt("status")).isEqualTo(404);
    assertThat(json.getString("code")).isEqualTo("STATUS_NOT_FOUND");
    assertThat(json.getString("detail")).isEqualTo("No \"such\" thing.");
    assertThat(json.getString("instance")).isEqualTo("/api/v1/x");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, en",
        "'', en",
        "ja, ja",
        "ja-JP, ja",
        "'en, ja;q=0.5', en",
        "'fr, ja;q=0.5', ja",
        "fr, en",
        "*, en",
        "'ja;q=x', en",
        "';;;', en"
      })
  void the_title_speaks_what_the_header_asks_for_or_english(String header, String language) {
    assertThat(ProblemTitles.locale(header)).isEqualTo(Locale.forLanguageTag(language));
  }

  @Test
  void the_detail_speaks_the_same_language_as_the_title() {
    Problem problem =
        Problem.of(
            StatusCode.CONFLICT, Sentence.of(PublishingSentence.OTHER_CONTENT, "1.0", "core"));

    String japanese =
        new String(ProblemDocument.of(problem, "/x", "ja").body(), StandardCharsets.UTF_8);

    assertThat(japanese)
        .contains("core のバージョン 1.0 は、異なる内容ですでに登録されています。", "\"code\":\"STATUS_CONFLICT\"")
        .doesNotContain("other content");
    assertThat(read(problem, "/x").getString("detail"))
        .isEqualTo(
            "Version 1.0 of core is here with other content; give what changed a new version.");
  }

  @Test
  void an_endless_language_header_is_not_read() {
    assertThat(ProblemTitles.locale("ja," + "a,".repeat(10_000))).isEqualTo(Locale.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "400, STATUS_BAD_REQUEST",
    "401, STATUS_UNAUTHENTICATED",
    "403, STATUS_FORBIDDEN",
    "404, STATUS_NOT_FOUND",
    "405, STATUS_BAD_REQUEST",
    "413, STATUS_TOO_LARGE",
    "418, STATUS_BAD_REQUEST",
    "500, STATUS_INTERNAL",
    "501, STATUS_BAD_REQUEST",
    "503, STATUS_INTERNAL"
  })
  void every_status_of_http_has_a_code(int status, String code) {
    assertThat(HttpProblems.of(status).code().text()).isEqualTo(code);
    assertThat(HttpProblems.of(status).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 302, 600})
  void what_is_no_refusal_is_our_fault(int status) {
    assertThat(HttpProblems.of(status).status()).isEqualTo(500);
    assertThat(HttpProblems.of(status).code()).isEqualTo(StatusCode.INTERNAL);
  }

  private static JsonObject read(Problem problem, String instance) {
    byte[] body = ProblemDocument.of(problem, instance, null).body();
    return Json.createReader(new ByteArrayInputStream(body)).readObject();
  }
}
