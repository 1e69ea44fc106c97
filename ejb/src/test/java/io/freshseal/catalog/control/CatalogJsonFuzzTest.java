package io.freshseal.catalog.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.JsonMutations;
import org.junit.jupiter.api.Test;

/** Whatever a catalog's JSON becomes: a catalog that reads back as itself, or a refusal. */
class CatalogJsonFuzzTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  static final byte[] CATALOG =
      ("""
      {"format":"freshseal-catalog/1","source":"primary","epoch":1,"sequence":42,
      "issued":"2030-06-01T12:00:00Z","expires":"2030-07-01T12:00:00Z","components":[
      {"id":"smart-scan","kind":"PATTERN","platform":"any","version":"19.421.00","size":7,
      "sha256":"DIGEST","signature":{"sha256":"DIGEST","size":900,"serial":3,
      "signedAt":"2030-06-01T11:00:00Z","expires":"2030-08-30T11:00:00Z"}},
      {"id":"engine","kind":"ENGINE","platform":"linux-x64","version":"12","size":0,
      "sha256":"DIGEST","signature":{"sha256":"DIGEST","size":1,"serial":1,
      "signedAt":"2030-06-01T11:00:00.5Z","expires":"2030-08-30T11:00:00Z"}}],
      "crls":[{"sha256":"DIGEST","size":5}],"anchors":{"number":2,"sha256":"DIGEST","size":800},
      "future":{"a":[1,{"b":null}]}}
      """)
          .replace("DIGEST", DIGEST)
          .getBytes(UTF_8);

  @Test
  void changedCatalogs_areReadOrRefused() {
    FuzzRun.Figures figures =
        FuzzRun.of("catalog-json", 5_000, 150_000)
            .run(random -> JsonMutations.of(CATALOG, random), CatalogJsonFuzzTest::accepts);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static boolean accepts(byte[] json) {
    if (CatalogJson.parse(json) instanceof CatalogReading.Read read) {
      Catalog catalog = read.catalog();
      assertThat(CatalogJson.parse(CatalogJson.write(catalog)))
          .isEqualTo(new CatalogReading.Read(catalog));
      assertThat(catalog.issued()).isBefore(catalog.expires());
      return true;
    }
    return false;
  }
}
