package io.freshseal.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageBodyTest {

  private static final long LARGEST = 5_000_000;

  @ParameterizedTest
  @CsvSource({
    "'', -1, false, false, 0",
    "'', 0, false, false, 0",
    "application/x-www-form-urlencoded, 1048576, false, false, 0",
    "application/x-www-form-urlencoded, 1048577, false, true, 413",
    "'', 1048577, false, true, 413",
    "application/x-www-form-urlencoded, -1, true, true, 411",
    "multipart/form-data; boundary=x, 10, false, false, 415",
    "multipart/form-data; boundary=x, -1, true, false, 411",
    "multipart/form-data; boundary=x, -1, true, true, 411",
    "multipart/form-data; boundary=x, 6048576, false, true, 0",
    "multipart/form-data; boundary=x, 6048577, false, true, 413",
    "multipart/mixed, 10, false, false, 415"
  })
  void aPageTakesSmallForms_andFilesOfWhoeverIsSignedIn(
      String type, long length, boolean chunked, boolean signedIn, int status) {
    assertThat(new PageBody(type, length, chunked).refusal(signedIn, LARGEST)).isEqualTo(status);
  }
}
