package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceReportTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final PublishOutcome FULL =
      new PublishOutcome.Refused(StatusCode.DISK_FULL, Sentence.asIs("No room."));

  private final SourceReport report = new SourceReport("freshseal");

  private List<EventType> types(PublishOutcome outcome) {
    return report.published(outcome, NOW).stream().map(SystemEvent::type).toList();
  }

  @Test
  void newVersions_areACatalogPublished() {
    assertThat(types(new Published(7, 3, 2, 0))).containsExactly(EventType.CATALOG_PUBLISHED);
  }

  @Test
  void renewalAlone_isToldAsRenewal() {
    List<SystemEvent> events = report.published(new Published(8, 3, 0, 3), NOW);

    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.SIGNATURES_RENEWED);
              assertThat(event.figures()).containsExactly("3", "8");
            });
  }

  @Test
  void catalogSignedAnew_isACatalogPublished() {
    assertThat(types(new Published(9, 3, 0, 0))).containsExactly(EventType.CATALOG_PUBLISHED);
  }

  @Test
  void nothing_isNoNews() {
    assertThat(types(new PublishOutcome.Nothing())).isEmpty();
  }

  @Test
  void failureThatSomebodyWaitsFor_isAlwaysTold() {
    assertThat(types(FULL)).containsExactly(EventType.PUBLISHING_FAILED);
    assertThat(types(FULL)).containsExactly(EventType.PUBLISHING_FAILED);
  }

  @Test
  void failureByItself_isToldOnceAnHourUntilItIsOver() {
    assertThat(report.publishedByItself(FULL, NOW)).hasSize(1);
    assertThat(report.publishedByItself(FULL, NOW.plusSeconds(1))).isEmpty();
    assertThat(report.publishedByItself(FULL, NOW.plus(Duration.ofMinutes(61)))).hasSize(1);

    report.publishedByItself(new Published(1, 1, 1, 0), NOW.plus(Duration.ofMinutes(62)));
    assertThat(report.publishedByItself(FULL, NOW.plus(Duration.ofMinutes(63)))).hasSize(1);
  }

  @Test
  void refusedComponent_isToldWithItsCode() {
    StageOutcome refused =
        new StageOutcome.Refused(StatusCode.CONFLICT, Sentence.asIs("Held otherwise."));

    assertThat(
            report.staged(
                new ComponentId("pattern"),
                ComponentVersion.parse("1.0").orElseThrow(),
                refused,
                NOW))
        .get()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.COMPONENT_REFUSED);
              assertThat(event.error().orElseThrow().text()).isEqualTo("STATUS_CONFLICT");
            });
  }
}
