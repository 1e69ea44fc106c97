package io.freshseal.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1", "/api/v1/relay", "/api/v2/x.xhtml", "/source/v1"})
  void the_api_goes_by_the_header(String path) {
    assertThat(Door.of(path)).isEqualTo(Door.API);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/index.xhtml",
        "/console/login.xhtml/",
        "/console/Login.xhtml",
        "/console/anything",
        "/elsewhere.xhtml",
        "/faces/console/login.xhtml",
        "//console/login.xhtml",
        "/x/jakarta.faces.resource/a.xhtml"
      })
  void every_page_is_closed_unless_it_is_known_as_open(String path) {
    assertThat(Door.of(path)).isEqualTo(Door.SIGNED_IN_PAGE);
  }

  @ParameterizedTest
  @CsvSource({"/api/v1", "/source/v1", "/metrics", "/metrics/base"})
  void what_programs_ask_for_goes_by_the_header(String path) {
    assertThat(Door.of(path)).isEqualTo(Door.API);
  }

  @ParameterizedTest
  @CsvSource({"/console/login.xhtml", "/jakarta.faces.resource/a.css.xhtml", "''", "/health/ready"})
  void log_in_styles_and_health_are_open(String path) {
    assertThat(Door.of(path)).isEqualTo(Door.OPEN);
  }
}
