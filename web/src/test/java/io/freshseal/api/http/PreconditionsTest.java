package io.freshseal.api.http;

import static io.freshseal.api.http.Preconditions.Outcome.FAILED;
import static io.freshseal.api.http.Preconditions.Outcome.NOT_MODIFIED;
import static io.freshseal.api.http.Preconditions.Outcome.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.http.Preconditions.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

  private static final EntityTag TAG = new EntityTag("abc");

  @Test
  void no_condition_proceeds() {
    assertThat(judge(null, null)).isEqualTo(PROCEED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "\"x\",W/\"abc\" , \"y\"", "*"})
  void if_none_match_with_the_present_tag_is_not_modified(String header) {
    assertThat(judge(null, header)).isEqualTo(NOT_MODIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abd\"", "abc", "\"abc", "", "\"ab\"c\"", "\"\"", "'abc'", "\"ABC\""})
  void if_none_match_with_another_or_a_damaged_tag_proceeds(String header) {
    assertThat(judge(null, header)).isEqualTo(PROCEED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "\"x\", \"abc\"", "*"})
  void if_match_with_the_present_tag_proceeds(String header) {
    assertThat(judge(header, null)).isEqualTo(PROCEED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abd\"", "W/\"abc\"", "abc", ""})
  void if_match_without_the_present_tag_fails(String header) {
    assertThat(judge(header, null)).isEqualTo(FAILED);
  }

  @Test
  void if_match_is_judged_before_if_none_match() {
    assertThat(judge("\"other\"", "\"abc\"")).isEqualTo(FAILED);
    assertThat(judge("\"abc\"", "\"abc\"")).isEqualTo(NOT_MODIFIED);
  }

  @Test
  void thousands_of_tags_are_read_through() {
    assertThat(judge(null, "\"x\",".repeat(100_000) + "\"abc\"")).isEqualTo(NOT_MODIFIED);
  }

  private static Outcome judge(String ifMatch, String ifNoneMatch) {
    return new Preconditions(Optional.ofNullable(ifMatch), Optional.ofNullable(ifNoneMatch))
        .judge(TAG);
  }
}
