package io.freshseal.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePageTest {

  @ParameterizedTest
  @ValueSource(strings = {"/console/events.xhtml", "/console/a/relay-builds.xhtml"})
  void a_page_of_the_console_is_gone_back_to(String from) {
    assertThat(ConsolePage.safe(from)).isEqualTo(from);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "//evil.example/console/index.xhtml",
        "https://evil.example/",
        "/console/../api/v1/relay",
        "/console/x.xhtml?to=//evil.example",
        "/console/x.xhtml\r\nSet-Cookie: a=b",
        "/console/login.xhtml",
        "\\\\evil.example"
      })
  void everything_else_leads_to_the_overview(String from) {
    assertThat(ConsolePage.safe(from)).isEqualTo("/console/index.xhtml");
  }
}
