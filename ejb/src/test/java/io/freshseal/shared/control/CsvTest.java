package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void fieldsWithQuotesCommasAndBreaks_stayFields() {
    assertThat(Csv.line(List.of("a", "b,c", "d\"e", "f\r\ng", "")))
        .isEqualTo("\"a\",\"b,c\",\"d\"\"e\",\"f\r\ng\",\"\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=1\n2"})
  void formula_isText(String text) {
    assertThat(Csv.safe(text)).isEqualTo("'" + text);
  }

  @Test
  void everythingElse_staysAsItIs() {
    assertThat(Csv.safe("web-01 = good")).isEqualTo("web-01 = good");
    assertThat(Csv.safe("")).isEmpty();
  }
}
