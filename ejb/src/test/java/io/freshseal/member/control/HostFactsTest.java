package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFactsTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-aarch64",
    "Windows Server 2022, amd64, windows-amd64",
    "Mac OS X, x86_64, macos-x86_64",
    "FreeBSD, amd64, freebsd-amd64",
    "'', '', any",
    "an operating system of forty characters or so, amd64, any"
  })
  void platform_isTheWordThatComponentsUse(String system, String architecture, String platform) {
    assertThat(HostFacts.platform(system, architecture).text()).isEqualTo(platform);
  }
}
