package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bundles are looked at one at a time, and what was found is remembered for a while. */
class BundleLooksTest {

  private static final BundleReport REPORT =
      BundleReport.refused(StatusCode.BAD_BUNDLE, Evidence.of(BundleSentence.NOT_IN_IT), 7);

  private final SettableClock clock = new SettableClock(Instant.parse("2030-06-01T12:00:00Z"));
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final List<UUID> read = new ArrayList<>();
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private BundleLooks.Inspection inspection =
      (id, progress) -> {
        read.add(id);
        progress.accept(5);
        return Outcome.done(REPORT);
      };
  private final BundleLooks looks =
      new BundleLooks((id, progress) -> inspection.of(id, progress), work::add, clock);

  private BundleLook begun(UUID id) {
    return ((Outcome.Done<BundleLook>) looks.look(id)).value();
  }

  @Test
  void secondReader_sharesTheLookThatGoesOn_andAnotherBundleWaits() throws InterruptedException {
    BundleLook first = begun(one);

    assertThat(begun(one)).isSameAs(first);
    assertThat(looks.look(other))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.code()).isEqualTo(StatusCode.BUSY));
    assertThat(first.found()).isEmpty();
    assertThat(first.await(Duration.ZERO)).isEmpty();

    work.remove().run();
    assertThat(first.await(Duration.ofMinutes(1))).contains(Outcome.done(REPORT));
    assertThat(first.read()).isEqualTo(5);
    assertThat(read).containsExactly(one);
    assertThat(begun(other)).isNotSameAs(first);
  }

  @Test
  void whatWasFound_isRememberedForAMinute() {
    BundleLook first = begun(one);
    work.remove().run();

    clock.advance(Duration.ofSeconds(59));
    assertThat(begun(one)).isSameAs(first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(begun(one)).isNotSameAs(first);
  }

  @Test
  void refusal_isNotRemembered() {
    inspection =
        (id, progress) -> Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD);
    BundleLook first = begun(one);
    work.remove().run();

    assertThat(begun(one)).isNotSameAs(first);
  }

  @Test
  void faultOfTheDiskOrOfTheProgram_endsTheLook_andNothingWaitsForEver() {
    inspection =
        (id, progress) -> {
          throw new IOException("the medium is gone");
        };
    BundleLook broken = begun(one);
    work.remove().run();
    assertThat(code(broken)).isEqualTo(StatusCode.STORAGE_FAULT);

    inspection =
        (id, progress) -> {
          throw new IllegalStateException("a fault");
        };
    BundleLook faulty = begun(other);
    work.remove().run();
    assertThat(code(faulty)).isEqualTo(StatusCode.INTERNAL);
    assertThat(begun(one)).isNotSameAs(broken);
  }

  private static StatusCode code(BundleLook look) {
    return look.found().orElseThrow().fold(done -> StatusCode.OK, Outcome.Refused::code);
  }
}
