package io.freshseal.api.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int PART = 100_000;

  private final AtomicLong limit = new AtomicLong(1_000_000);
  private final AtomicLong time = new AtomicLong(77);
  private final Turns turns = new Turns(limit::get, time::get);
  private final List<String> gone = new ArrayList<>();

  private void ask(String reader) {
    turns.ask(reader, PART, () -> gone.add(reader));
  }

  /** Lets time pass in small steps, and turns go. */
  private void pass(double seconds) {
    long end = time.get() + (long) (seconds * SECOND);
    while (time.get() < end) {
      time.addAndGet(SECOND / 100);
      turns.letGo();
    }
  }

  @Test
  void withoutABandwidth_nobodyWaits() {
    limit.set(0);

    assertThat(turns.ask("a", PART, () -> gone.add("a"))).isFalse();

    assertThat(gone).containsExactly("a");
    assertThat(turns.letGo()).isZero();
  }

  @Test
  void noMoreIsLetGo_thanTheBandwidthAllows() {
    for (int i = 0; i < 100; i++) {
      ask("a");
    }
    assertThat(gone).isEmpty();

    pass(2);

    assertThat(gone).hasSizeBetween(20, 21);
  }

  @Test
  void pauseIsSavedUp_forAQuarterOfASecondOnly() {
    pass(3600);
    for (int i = 0; i < 100; i++) {
      ask("a");
    }

    turns.letGo();

    assertThat(gone).hasSize(3);
  }

  @Test
  void oneWithManyConnections_getsAsMuchAsOneWithASingleOne() {
    for (int i = 0; i < 50; i++) {
      ask("many");
    }
    for (int i = 0; i < 5; i++) {
      ask("single");
    }

    pass(1);

    assertThat(gone.subList(0, 10))
        .containsExactly(
            "many", "single", "many", "single", "many", "single", "many", "single", "many",
            "single");
  }

  @Test
  void thePauseIsTheTime_afterWhichTheNextOneGoes() {
    ask("a");
    ask("a");
    time.addAndGet(1_000);
    long pause = turns.letGo();
    assertThat(gone).hasSize(1);

    time.addAndGet(pause - 1_000);
    long rest = turns.letGo();
    assertThat(gone).hasSize(1);
    time.addAndGet(rest + 1_000);

    assertThat(turns.letGo()).isZero();
    assertThat(gone).hasSize(2);
  }

  @Test
  void takingTheBandwidthAway_letsAllGo() {
    for (int i = 0; i < 100; i++) {
      ask("a" + i % 3);
    }
    limit.set(0);

    assertThat(turns.letGo()).isZero();

    assertThat(gone).hasSize(100);
  }

  @Test
  void aLimitThatIsCorrected_countsWithinASecond() {
    limit.set(10);
    ask("a");
    ask("a");
    time.addAndGet(1_000_000);
    long pause = turns.letGo();
    assertThat(gone).hasSize(1);
    assertThat(pause).isLessThanOrEqualTo(SECOND);

    limit.set(0);
    time.addAndGet(pause);

    assertThat(turns.letGo()).isZero();
    assertThat(gone).hasSize(2);
  }

  @Test
  void aReaderThatHasGone_costsNothing_andOneThatBreaksOffTakesNoOthersTurn() {
    for (int i = 0; i < 100; i++) {
      turns.ask("gone", PART, () -> false);
    }
    turns.ask(
        "broken",
        PART,
        () -> {
          throw new IllegalStateException("broken");
        });
    for (int i = 0; i < 9; i++) {
      ask("a");
    }

    pass(1);

    assertThat(gone).hasSize(9);
  }

  @Test
  void howeverManyCome_everybodyHasATurnBeforeReadersGiveUp() {
    for (int i = 0; i < 300; i++) {
      turns.ask("a" + i, turns.part(), () -> gone.add("any"));
    }

    pass(9);

    assertThat(gone).hasSize(300);
    assertThat(turns.part()).isGreaterThan(8 * 1024);
  }

  @Test
  void aPart_isSmallWhereTheBandwidthIs_butNeverTiny() {
    assertThat(turns.part()).isEqualTo(50_000);
    limit.set(1_000);
    assertThat(turns.part()).isEqualTo(8 * 1024);
    limit.set(20_000_000);
    assertThat(turns.part()).isEqualTo(1_000_000);
    limit.set(Long.MAX_VALUE);
    assertThat(turns.part()).isEqualTo(4 * 1024 * 1024);
    limit.set(0);
    assertThat(turns.part()).isEqualTo(4 * 1024 * 1024);
  }
}
