package io.freshseal.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.http.RangeRequest.Selection;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeRequestTest {

  private static final EntityTag TAG = new EntityTag("abc");

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=0-100, 0, 99",
    "bytes=10-, 10, 99",
    "bytes=99-, 99, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-1000, 0, 99",
    "bytes=5-99999999999999999999999, 5, 99",
    "bytes=-99999999999999999999999, 0, 99",
    "bytes=00000000000000000000000000000000000007-8, 7, 8",
    "Bytes = 3-4, 3, 4",
    "'bytes= 3-4 ', 3, 4"
  })
  void one_satisfiable_range_selects_that_part(String range, long first, long last) {
    assertThat(select(range)).isEqualTo(new Selection.Part(new ByteRange(first, last)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=100-",
        "bytes=100-200",
        "bytes=99999999999999999999999-",
        "bytes=-0",
        "bytes=5-4",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=1-2-3",
        "bytes=1-2,",
        "bytes=1-2,x",
        "bytes=+1-2",
        "bytes=0x1-2",
        "bytes=1.0-2"
      })
  void what_is_outside_or_no_range_is_refused(String range) {
    assertThat(select(range)).isInstanceOf(Selection.Unsatisfiable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"items=0-1", "byte=0-1", "", "0-1", "bytes 0-1"})
  void another_unit_is_ignored(String range) {
    assertThat(select(range)).isEqualTo(new Selection.Whole());
  }

  @Test
  void several_ranges_get_the_whole_however_many_they_are() {
    assertThat(select("bytes=0-1,5-6")).isEqualTo(new Selection.Whole());
    assertThat(select("bytes=0-0" + ",0-0".repeat(100_000))).isEqualTo(new Selection.Whole());
  }

  @Test
  void nothing_of_an_empty_file_can_be_a_part() {
    assertThat(new RangeRequest(Optional.of("bytes=0-"), Optional.empty()).select(TAG, 0))
        .isInstanceOf(Selection.Unsatisfiable.class);
    assertThat(new RangeRequest(Optional.of("bytes=-5"), Optional.empty()).select(TAG, 0))
        .isInstanceOf(Selection.Unsatisfiable.class);
    assertThat(new RangeRequest(Optional.empty(), Optional.empty()).select(TAG, 0))
        .isEqualTo(new Selection.Whole());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"abc\"', true",
    "'\"abd\"', false",
    "'W/\"abc\"', false",
    "'Sun, 22 Nov 2026 21:50:03 GMT', false",
    "abc, false",
    "*, false"
  })
  void if_range_keeps_the_range_only_for_the_very_same_bytes(String ifRange, boolean kept) {
    var selection =
        new RangeRequest(Optional.of("bytes=1-2"), Optional.of(ifRange)).select(TAG, 100);

    assertThat(selection instanceof Selection.Part).isEqualTo(kept);
  }

  @Test
  void if_range_that_fails_makes_even_a_bad_range_harmless() {
    assertThat(new RangeRequest(Optional.of("bytes=900-"), Optional.of("\"old\"")).select(TAG, 100))
        .isEqualTo(new Selection.Whole());
  }

  @Test
  void content_range_names_the_part_and_the_whole() {
    assertThat(new ByteRange(3, 9).contentRange(100)).isEqualTo("bytes 3-9/100");
    assertThat(new ByteRange(3, 9).length()).isEqualTo(7);
  }

  private static Selection select(String range) {
    return new RangeRequest(Optional.of(range), Optional.empty()).select(TAG, 100);
  }
}
