package io.freshseal.operation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {

  @Test
  void rowsThatCannotBeDeleted_doNotKeepTheOthers() {
    List<String> deleted = new ArrayList<>();
    Map<String, Runnable> deletions = new LinkedHashMap<>();
    deletions.put("first", () -> deleted.add("first"));
    deletions.put("locked", RetentionTest::fail);
    deletions.put("last", () -> deleted.add("last"));

    Retention.attempt(deletions);

    assertThat(deleted).containsExactly("first", "last");
  }

  private static void fail() {
    throw new IllegalStateException("these rows are locked");
  }
}
