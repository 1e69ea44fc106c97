package io.freshseal.fleet.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.StatusCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayStatusTextTest {

  @ParameterizedTest(name = "{0} on {1} -> {2}")
  @CsvSource({
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 20.0.0-1337, IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE",
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 20.0.0-1336, IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 12.0.0-1278, IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE",
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 12.0.0-1277, IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 11.0.0-1690, IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE",
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 11.0.0-1689, IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "DIGITAL_SIGNATURE_MISBOUND,    20.0.0-1336, IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "DIGITAL_SIGNATURE_MISBOUND,    20.0.0-1337, IAURELAY_STATUS_DIGITAL_SIGNATURE_MISBOUND",
    "DISK_FULL,                     20.0.0-1336, IAURELAY_STATUS_DISK_FULL",
  })
  void text_follows_from_verdict_and_build(StatusCode verdict, String build, String expected) {
    assertThat(
            RelayStatusText.of(
                verdict, RelayBuild.parse(build).orElseThrow(), RelayBuildTable.SEED))
        .isEqualTo(expected);
  }
}
