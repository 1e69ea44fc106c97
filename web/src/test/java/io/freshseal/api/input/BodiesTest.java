package io.freshseal.api.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.problem.ProblemException;
import io.freshseal.shared.control.BoundedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

  @Test
  void an_object_is_read_and_unknown_members_are_ignored() {
    assertThat(value("{\"value\":\"x\",\"more\":[1,{\"a\":null}]}")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{\"value\":\"x\"",
        "{\"value\":\"x\"} {}",
        "{\"value\":5}",
        "{\"value\":\"x\",\"value\":\"y\"}",
        "{}"
      })
  void anything_else_is_a_bad_request(String body) {
    assertStatus(400, () -> value(body));
  }

  @Test
  void nesting_beyond_the_bound_is_a_bad_request() {
    assertStatus(400, () -> value("{\"a\":".repeat(10_000)));
    assertStatus(400, () -> value("[".repeat(10_000)));
  }

  @Test
  void a_body_that_breaks_off_is_told_as_too_slow_and_as_no_fault() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Read timed out");
          }
        };

    assertStatus(408, () -> Bodies.text(broken));
  }

  @Test
  void bytes_that_are_no_utf8_are_a_bad_request() {
    byte[] latin = "{\"value\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertStatus(400, () -> Bodies.text(new ByteArrayInputStream(latin)));
    assertStatus(
        400,
        () ->
            Bodies.json(
                new ByteArrayInputStream(latin), fields -> fields.value("value", Optional::of)));
  }

  @Test
  void one_byte_too_many_is_too_large() {
    InputStream bounded = new BoundedInputStream(stream("12345"), 4);

    assertStatus(413, () -> Bodies.text(bounded));
    assertThat(Bodies.text(new BoundedInputStream(stream("1234"), 4))).isEqualTo("1234");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "65536, 65536",
    "9223372036854775808, 9223372036854775807",
    "-1, -1",
    "x, -1"
  })
  void an_announced_length_is_never_taken_for_less(String header, long length) {
    assertThat(ContentLength.of(header)).isEqualTo(length);
  }

  private static String value(String body) {
    return Bodies.json(stream(body), fields -> fields.value("value", Optional::of));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertStatus(int status, Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
