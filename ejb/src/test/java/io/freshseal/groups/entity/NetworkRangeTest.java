package io.freshseal.groups.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of both families, to the bit, and no name is ever looked up. */
class NetworkRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.2.3/16, 10.1.9.9, true",
    "192.168.0.128/25, 192.168.0.128, true",
    "192.168.0.128/25, 192.168.0.127, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "203.0.113.9/32, 203.0.113.9, true",
    "203.0.113.9/32, 203.0.113.8, false",
    "fd00:1::/32, fd00:1:ffff::1, true",
    "fd00:1::/32, fd00:2::1, false",
    "fe80::/10, fe80::1%eth0, true",
    "::1/128, 0:0:0:0:0:0:0:1, true",
    "10.0.0.0/8, ::ffff:10.9.9.9, true",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, 010.0.0.1, false",
    "::/0, '', false"
  })
  void anAddress_isInTheRangeOrNot(String range, String address, boolean in) {
    assertThat(new NetworkRange(range).contains(address)).isEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0/8",
        "256.0.0.0/8",
        "10.0.0.0/-1",
        "10.0.0.0./8",
        "::/129",
        ":::/8",
        "fd00::1::/32",
        "example.org/8",
        "localhost/8",
        "10.0.0.0/8/8",
        "10.0.0.0/1e1",
        "10.0.0.0/9999999999",
        "fe80::1%lo/64",
        "[::1]/128"
      })
  void whatIsNoRange_isRefused(String text) {
    assertThat(NetworkRange.parse(text)).isEmpty();
  }
}
