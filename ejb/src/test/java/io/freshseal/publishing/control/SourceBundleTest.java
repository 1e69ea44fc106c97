package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.control.BundleInspection;
import io.freshseal.bundle.control.BundlePlanning;
import io.freshseal.bundle.control.BundleStore;
import io.freshseal.bundle.control.BundleWriting;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that is made of what a source offers, without a relay in between. */
class SourceBundleTest {

  @TempDir private Path folder;

  private TestSource source;

  @BeforeEach
  void open() throws IOException {
    source = new TestSource(folder.resolve("source"));
    source.offer("first", "1.0", "one");
    source.offer("second", "1.0", "two");
  }

  @AfterEach
  void close() throws IOException {
    source.close();
  }

  @Test
  void anEmptyStoreTakesIt_withTheLinksOfTheAnchors() throws IOException {
    Path file = folder.resolve("bundle.zip");
    BundlePlan plan = plan().fold(done -> done, no -> null);
    assertThat(plan.whole()).isTrue();
    assertThat(plan.links()).isNotEmpty();
    try (OutputStream out = Files.newOutputStream(file)) {
      source.source().look((vault, anchors) -> written(store(vault), plan, out));
    }

    BundleReport report = inspected(file);

    assertThat(report.code()).isEqualTo(StatusCode.OK);
    assertThat(report.contents().orElseThrow().lines()).hasSize(2);
    assertThat(report.contents().orElseThrow().usable()).isEqualTo(plan.usable());
  }

  @Test
  void whatItsReadersWouldRefuse_isNotMade() throws IOException {
    source.pass(Duration.ofDays(31));

    assertThat(((Outcome.Refused<BundlePlan>) plan()).code()).isEqualTo(StatusCode.CATALOG_EXPIRED);
  }

  private BundleStore store(Vault vault) {
    return new BundleStore(vault, number -> source.source().authorities().link(number));
  }

  private Outcome<BundlePlan> plan() throws IOException {
    return source
        .source()
        .look(
            (vault, anchors) ->
                new BundlePlanning(store(vault), Runnable::run)
                    .plan(BundleWish.ALL, TrustBasis.of(anchors), source.now()));
  }

  private static boolean written(BundleStore store, BundlePlan plan, OutputStream out) {
    try {
      return new BundleWriting(store).write(plan, out, bytes -> {}).bytes() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BundleReport inspected(Path file) throws IOException {
    Clock clock = Clock.fixed(source.now(), ZoneOffset.UTC);
    try (Vault empty = Vault.open(StorePlaces.in(folder.resolve("isolated")), clock)) {
      return new BundleInspection(empty, Runnable::run)
          .inspect(file, TrustBasis.of(source.source().anchors()), source.now(), bytes -> {});
    }
  }
}
