package io.freshseal.api.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/catalog",
        "/api/v1/components/a/1.0",
        "/api/v1/components/%2e%2e/1.0",
        "/api/v1/components/a%2fb",
        "/api//v1/./catalog",
        "/api/v1/../v1/catalog",
        "/a/..b",
        "/a/b..",
        "/%E6%97%A5%E6%9C%AC",
        "/console/index.xhtml;x=y",
        "*"
      })
  void whatTheServerCanMakeAPathOf_isLeftAlone(String raw) {
    assertThat(new RequestTarget(raw).isMalformed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api/v1",
        "host:443",
        "/%",
        "/%4",
        "/%zz",
        "/%4g",
        "/a%00b",
        "/a%5cb",
        "/a\\b",
        "/a b",
        "/a\tb",
        "/a\u00e9",
        "/%ff",
        "/%c0%ae",
        "/%ed%a0%80",
        "/a/.",
        "/a/..",
        "/a/%2e%2e",
        "/a%2f..",
        "/..",
        "/../a",
        "/a/../../b/c",
        "/a//../../b",
        "/a/%2e%2e/%2e%2e/b"
      })
  void whatItWouldStumbleOver_isMalformed(String raw) {
    assertThat(new RequestTarget(raw).isMalformed()).isTrue();
  }
}
