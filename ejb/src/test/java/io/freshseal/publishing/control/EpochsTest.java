package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsTest {

  private static final ComponentId SCAN = new ComponentId("pattern.scan");

  @TempDir Path dir;
  private TestSource test;

  @BeforeEach
  void open() throws IOException {
    test = new TestSource(dir.resolve("source"));
  }

  @AfterEach
  void close() throws IOException {
    test.close();
  }

  private PublishOutcome start(EpochOrder order) {
    return test.source().startEpoch(order, test.now());
  }

  private static EpochOrder number(long epoch) {
    return new EpochOrder(Optional.of(epoch), Set.of());
  }

  private static StatusCode refusal(PublishOutcome outcome) {
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    return ((PublishOutcome.Refused) outcome).code();
  }

  @Test
  void nextEpoch_startsSequenceAndSerialsAnewAndKeepsWhatIsOffered() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.offer("rules.web", "1.0", "two");
    test.source().renew(Optional.empty(), test.now());
    test.pass(Duration.ofDays(1));

    assertThat(start(EpochOrder.next())).isEqualTo(new Published(1, 2, 0, 2));

    assertThat(test.catalog().epoch()).isEqualTo(2);
    assertThat(test.catalog().sequence()).isEqualTo(1);
    assertThat(test.catalog().components())
        .extracting(entry -> entry.signature().serial())
        .containsExactly(1L, 1L);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void epoch_survivesARestartAndGoesOnByOne() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    start(number(7));
    test.restart();

    test.offer("pattern.scan", "1.1", "two");

    assertThat(test.catalog().epoch()).isEqualTo(7);
    assertThat(test.catalog().sequence()).isEqualTo(2);
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void componentLeftOut_mayBeOfferedInALowerVersion() throws IOException {
    test.offer("pattern.scan", "9999.0", "stolen");
    test.offer("rules.web", "1.0", "two");

    start(new EpochOrder(Optional.empty(), Set.of(SCAN)));
    assertThat(test.catalog().find(SCAN)).isEmpty();

    assertThat(test.stage("pattern.scan", "1.0", "own")).isInstanceOf(StageOutcome.Staged.class);
    assertThat(test.publish()).isEqualTo(new Published(2, 2, 1, 0));
    assertThat(test.catalog().find(SCAN).map(CatalogEntry::version).orElseThrow().text())
        .isEqualTo("1.0");
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void whatReadersWouldRefuse_isRefusedAndLeavesTheCatalog() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    final Catalog before = test.catalog();

    assertThat(refusal(start(number(1)))).isEqualTo(StatusCode.BAD_REQUEST);
    assertThat(refusal(start(number(1002)))).isEqualTo(StatusCode.BAD_REQUEST);
    assertThat(refusal(start(number(Long.MAX_VALUE)))).isEqualTo(StatusCode.BAD_REQUEST);
    assertThat(refusal(start(new EpochOrder(Optional.empty(), Set.of(new ComponentId("no.such"))))))
        .isEqualTo(StatusCode.NOT_FOUND);

    assertThat(test.catalog()).isEqualTo(before);
    assertThat(start(number(1001))).isInstanceOf(Published.class);
  }

  @Test
  void beforeTheFirstPublish_thereIsNothingToStartAnew() {
    assertThat(refusal(start(EpochOrder.next()))).isEqualTo(StatusCode.CONFLICT);
    assertThat(test.source().snapshot()).isEmpty();
  }

  @Test
  void whatWaits_isPublishedInTheNewEpoch() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    test.stage("pattern.scan", "1.1", "two");

    start(EpochOrder.next());
    assertThat(test.publish()).isEqualTo(new Published(2, 1, 1, 0));

    assertThat(test.catalog().epoch()).isEqualTo(2);
    OfferCheck.assertConsistent(test.source(), test.now());
  }
}
