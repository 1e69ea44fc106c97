package io.freshseal.api.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferHeaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait=50",
        "respond-async, wait=50",
        "Wait = 50",
        "wait=\"50\"",
        "wait=50; foo",
        "handling=lenient,wait=50,wait=10"
      })
  void wait_isFoundInEverySpelling(String header) {
    assertThat(PreferHeader.wait(List.of(header))).hasValue(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "await=50", "foo=wait=50", "wait=1e9"})
  void whatIsNone_isNone(String header) {
    assertThat(PreferHeader.wait(List.of(header))).isEmpty();
  }

  @Test
  void secondLine_isReadToo() {
    assertThat(PreferHeader.wait(List.of("respond-async", "wait=7"))).hasValue(7);
  }

  @Test
  void endlessHeader_isIgnored() {
    assertThat(PreferHeader.wait(List.of(" ".repeat(5000) + "wait=50"))).isEmpty();
  }
}
