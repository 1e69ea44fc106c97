package io.freshseal.console.overview;

import static io.freshseal.console.components.Rows.SIGNED;
import static io.freshseal.console.components.Rows.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.console.components.Comparison;
import io.freshseal.console.overview.Finding.Kind;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Progress;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** The one sentence of the overview, decided by the worst thing there is to say. */
class FindingTest {

  private static final Instant EARLY = SIGNED.plus(Duration.ofDays(1));
  private static final Instant EXPIRED = SIGNED.plus(Duration.ofDays(91));
  private static final CatalogEntry OLD = entry("virus", "1.0", 1);
  private static final CatalogEntry RENEWED = entry("virus", "1.0", 2, Duration.ofDays(400));

  @Test
  void nothingHeldAndNothingOffered_isNoVerdict() {
    assertThat(kind(List.of(), List.of(), EARLY, newBuild())).isEqualTo(Kind.NOTHING);
  }

  @Test
  void offeredButNotHeld_isAnEmptyRelay() {
    assertThat(kind(List.of(), List.of(OLD), EARLY, newBuild())).isEqualTo(Kind.EMPTY_RELAY);
  }

  @Test
  void allCurrentAndValid_isFresh() {
    assertThat(kind(List.of(OLD), List.of(OLD), EARLY, newBuild())).isEqualTo(Kind.FRESH);
  }

  @Test
  void anExpiredSignatureOnAnOldBuild_namesTheBuildAsTheCause() {
    assertThat(kind(List.of(OLD), List.of(RENEWED), EXPIRED, oldBuild()))
        .isEqualTo(Kind.EXPIRED_OLD_BUILD);
  }

  @Test
  void anExpiredSignatureOnANewBuild_asksForASecurityUpdate() {
    assertThat(kind(List.of(OLD), List.of(RENEWED), EXPIRED, newBuild()))
        .isEqualTo(Kind.EXPIRED_BEHIND);
  }

  @Test
  void expiredAtTheSourceToo_asksForARenewalThere() {
    assertThat(kind(List.of(OLD), List.of(OLD), EXPIRED, newBuild())).isEqualTo(Kind.EXPIRED);
  }

  @Test
  void anExpiredCatalog_isToldThoughAllSignaturesAreValid() {
    Finding finding =
        Finding.of(
            new Situation(
                Comparison.of(List.of(OLD), List.of(OLD), EARLY),
                Optional.of(newBuild()),
                Optional.of(EARLY),
                EARLY));

    assertThat(finding.kind()).isEqualTo(Kind.CATALOG_EXPIRED);
  }

  @Test
  void lessThanAWeekLeft_isToldBeforeItExpires() {
    Instant late = SIGNED.plus(Duration.ofDays(84));
    assertThat(kind(List.of(OLD), List.of(OLD), late, newBuild())).isEqualTo(Kind.CRITICAL);
  }

  @Test
  void aFailedRun_isToldThoughAllSignaturesAreValid() {
    assertThat(kind(List.of(OLD), List.of(OLD), EARLY, failing())).isEqualTo(Kind.RUN_FAILED);
  }

  @Test
  void aRenewalNotYetFetched_isBehind() {
    assertThat(kind(List.of(OLD), List.of(RENEWED), EARLY, newBuild())).isEqualTo(Kind.BEHIND);
  }

  @Test
  void aRenewalThatAnOldBuildSkips_isToldLongBeforeItExpires() {
    assertThat(kind(List.of(OLD), List.of(RENEWED), EARLY, oldBuild()))
        .isEqualTo(Kind.BEHIND_OLD_BUILD);
  }

  @Test
  void lessThanAThirdLeft_isDue() {
    Instant due = SIGNED.plus(Duration.ofDays(61));
    assertThat(kind(List.of(OLD), List.of(OLD), due, newBuild())).isEqualTo(Kind.DUE);
  }

  @Test
  void everyKind_hasASentenceAndANextStep() {
    assertThat(ResourceBundle.getBundle("io.freshseal.console").keySet())
        .containsAll(Arrays.stream(Kind.values()).map(kind -> "verdict." + kind).toList())
        .containsAll(
            Arrays.stream(Kind.values()).map(kind -> "verdict." + kind + ".next").toList());
  }

  private static Kind kind(
      List<CatalogEntry> held, List<CatalogEntry> offered, Instant now, RelayView relay) {
    Optional<Instant> catalogExpires = Optional.of(now.plus(Duration.ofDays(30)));
    return Finding.of(
            new Situation(
                Comparison.of(held, offered, now), Optional.of(relay), catalogExpires, now))
        .kind();
  }

  private static RelayView newBuild() {
    return relay(true, Optional.empty());
  }

  private static RelayView oldBuild() {
    return relay(false, Optional.empty());
  }

  private static RelayView failing() {
    RunView failed =
        new RunView(
            "1",
            RunView.Trigger.TIMER,
            RunView.State.FAILED,
            EARLY,
            Optional.of(EARLY),
            StatusCode.SOURCE_UNREACHABLE,
            Optional.empty(),
            Progress.NONE,
            Optional.empty());
    return relay(true, Optional.of(failed));
  }

  private static RelayView relay(boolean refreshes, Optional<RunView> last) {
    return new RelayView(
        new RelayBuild(20, 0, 0, 1),
        refreshes,
        Optional.of(URI.create("http://127.0.0.1/source/v1")),
        true,
        Optional.empty(),
        Duration.ofMinutes(15),
        Optional.empty(),
        last,
        Optional.empty(),
        1);
  }
}
