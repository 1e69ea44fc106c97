package io.freshseal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Revocations;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of limits says what the code says, and leaves none out. */
class LimitsPageTest {

  private static final Pattern ROW =
      Pattern.compile("\\| [^|]+ \\| ([^|]+) \\| `([A-Za-z]+)\\.([A-Za-z_.]+)` \\|");
  private static final Pattern NAME = Pattern.compile("MAX_(BYTES|[A-Z]+(_[A-Z]+)*)");
  private static final Map<String, Long> UNITS =
      Map.of("KiB", 1L << 10, "MiB", 1L << 20, "TiB", 1L << 40, "s", 1L);

  /** Bounds of what the product says, not of what it hears. */
  private static final Set<String> OF_OUR_OWN =
      Set.of("RevocationLedger.MAX_ENTRIES", "CatalogJudge.MAX_BYTES");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.freshseal");

  private static List<MatchResult> rows() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "limits.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .toList();
  }

  private static Object value(String type, String name) throws ReflectiveOperationException {
    if (name.startsWith("DEFAULT.")) {
      return TransferLimits.class
          .getMethod(name.substring("DEFAULT.".length()))
          .invoke(TransferLimits.DEFAULT);
    }
    JavaClass found =
        CLASSES.stream()
            .filter(c -> c.getSimpleName().equals(type))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no class " + type));
    Field field = found.reflect().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }

  private static long inUnits(Object value) {
    return value instanceof Duration time ? time.toSeconds() : ((Number) value).longValue();
  }

  private static long read(String limit) {
    String[] parts = limit.strip().split(" ");
    return Long.parseLong(parts[0]) * (parts.length == 1 ? 1 : UNITS.get(parts[1]));
  }

  @Test
  void everyRow_saysWhatTheCodeSays() throws Exception {
    assertThat(rows()).hasSizeGreaterThan(50);
    for (MatchResult row : rows()) {
      assertThat(read(row.group(1)))
          .as(row.group(2) + "." + row.group(3))
          .isEqualTo(inUnits(value(row.group(2), row.group(3))));
    }
  }

  /** Whoever adds a bound for what comes from elsewhere adds a row to docs/limits.md. */
  @Test
  void everyBoundOfTrustAndCatalog_hasItsRow() throws IOException {
    Set<String> listed =
        rows().stream().map(row -> row.group(2) + "." + row.group(3)).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (!type.getPackageName().matches("io\\.freshseal\\.(trust|catalog)\\..*")) {
        continue;
      }
      for (JavaField field : type.getFields()) {
        String name = type.getSimpleName() + "." + field.getName();
        boolean bound =
            field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.PRIVATE)
                && NAME.matcher(field.getName()).matches();
        if (bound && !listed.contains(name) && !OF_OUR_OWN.contains(name)) {
          missing.add(name);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void boundsThatBelongTogether_fit() {
    assertThat(TransferLimits.DEFAULT.maxCatalogBytes())
        .isGreaterThanOrEqualTo(CatalogJudge.MAX_BYTES);
    assertThat(CatalogJudge.MAX_BYTES).isEqualTo(CatalogJson.MAX_BYTES + SignatureJudge.MAX_BYTES);
    assertThat(CatalogJson.MAX_CRLS).isEqualTo(Revocations.MAX_LISTS);
    assertThat(CatalogJson.MAX_OBJECT_BYTES).isGreaterThanOrEqualTo(Revocations.MAX_BYTES);
  }
}
