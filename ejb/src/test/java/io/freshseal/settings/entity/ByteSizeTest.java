package io.freshseal.settings.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0B,0",
    "17 B,17",
    "512KiB,524288",
    "4GiB,4294967296",
    "100MB,100000000",
    "1 TB,1000000000000"
  })
  void sizeWithUnit_isRead(String text, long bytes) {
    assertThat(ByteSize.parse(text)).contains(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "GiB", "-1B", "1.5GiB", "1 PB", "999999999999TiB", "1kB x"})
  void anythingElse_isNotRead(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }

  @Test
  void negativeSize_cannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteSize(-1));
  }
}
