package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://relay.example, http://relay.example/api/v1",
    "http://relay.example/, http://relay.example/api/v1",
    "https://relay.example:8443, https://relay.example:8443/api/v1",
    "http://relay.example/source/v1, http://relay.example/source/v1",
    "http://relay.example/source/v1/, http://relay.example/source/v1",
    "HTTP://Relay.Example/Path, http://relay.example/Path",
    "http://[::1]:8080, http://[::1]:8080/api/v1",
    "http://10.0.0.1:80/a/../source/v1, http://10.0.0.1:80/source/v1",
    "' http://relay.example ', http://relay.example/api/v1",
  })
  void address_isReadAsBase(String text, String expected) {
    assertThat(BaseUrl.parse(text)).map(BaseUrl::toString).contains(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "relay.example",
        "relay.example:8080",
        "/api/v1",
        "ftp://relay.example",
        "file:///etc/passwd",
        "jar:http://relay.example!/",
        "http://",
        "http:///api/v1",
        "http:relay.example",
        "http://user:secret@relay.example",
        "http://user@relay.example",
        "http://relay.example?x=1",
        "http://relay.example/#x",
        "http://relay.example:99999",
        "http://relay.example:0",
        "http://relay example",
        "http://relay.example/a b",
        "http://[::1999999999999.9]",
      })
  void anythingElse_isRefused(String text) {
    assertThat(BaseUrl.parse(text)).isEmpty();
  }

  @Test
  void tls_isForHttpsAlone() {
    assertThat(BaseUrl.parse("https://relay.example").orElseThrow().isTls()).isTrue();
    assertThat(BaseUrl.parse("http://relay.example").orElseThrow().isTls()).isFalse();
  }

  @Test
  void path_isAppended() {
    assertThat(BaseUrl.parse("http://relay.example").orElseThrow().resolve("objects/ab"))
        .hasToString("http://relay.example/api/v1/objects/ab");
  }
}
