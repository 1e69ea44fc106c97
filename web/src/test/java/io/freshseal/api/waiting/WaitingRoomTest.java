package io.freshseal.api.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Waiting for a catalog, with a clock that stands until it is moved. */
class WaitingRoomTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int MOST = 2_000_000;

  private long now = 7 * SECOND + 300_000_000L;
  private final WaitingRoom room = new WaitingRoom(new Random(1), now);

  /** Somebody who waits and is only looked at. */
  private static final class Somebody extends Waiter {

    Somebody(String known, boolean relay, int seconds) {
      super(known, relay, seconds);
    }

    @Override
    void answer(boolean closing) {
      throw new IllegalStateException("the room answers nobody");
    }
  }

  private Somebody agent(int seconds) {
    return enter(new Somebody("old", false, seconds));
  }

  private Somebody relay() {
    return enter(new Somebody("old", true, 50));
  }

  private Somebody enter(Somebody waiter) {
    assertThat(room.enter(waiter, now, MOST)).isTrue();
    return waiter;
  }

  private List<Waiter> after(long nanos) {
    now += nanos;
    return room.due(now);
  }

  /** All that leave from now on, wave by wave. */
  private List<List<Waiter>> waves() {
    List<List<Waiter>> waves = new ArrayList<>();
    while (room.leaving() > 0) {
      now = Math.max(now, room.nextDue());
      waves.add(room.due(now));
    }
    return waves;
  }

  @Test
  void withoutNews_waiterIsHeldForItsTimeAndNotMuchLonger() {
    Somebody waiter = agent(3);
    assertThat(after(3 * SECOND - 1)).isEmpty();
    assertThat(room.size()).isOne();
    assertThat(after(SECOND + 1)).containsExactly(waiter);
    assertThat(room.size()).isZero();
    assertThat(room.nextDue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nextDue_isWhenTheFirstOfThemRunsOut() {
    agent(40);
    agent(2);
    agent(20);
    long due = room.nextDue();
    assertThat(due).isBetween(now + 2 * SECOND, now + 3 * SECOND);
    assertThat(room.due(due)).hasSize(1);
    assertThat(room.nextDue()).isBetween(now + 20 * SECOND, now + 21 * SECOND);
  }

  @Test
  void longestWait_isBoundedWhateverWasAskedFor() {
    agent(86_400);
    assertThat(room.nextDue()).isLessThanOrEqualTo(now + (WaitingRoom.MAX_SECONDS + 1) * SECOND);
  }

  @Test
  void afterIdleHours_newWaiterIsHeldForItsTime() {
    now += 7_331 * SECOND;
    Somebody waiter = agent(50);
    assertThat(after(0)).isEmpty();
    assertThat(after(50 * SECOND)).isEmpty();
    assertThat(after(SECOND)).containsExactly(waiter);
  }

  @Test
  void lateWaiter_isHeldForItsTimeBesideAnEarlyOne() {
    Somebody early = agent(50);
    now += 49 * SECOND;
    Somebody late = agent(50);
    assertThat(after(2 * SECOND)).containsExactly(early);
    assertThat(after(47 * SECOND)).isEmpty();
    assertThat(after(2 * SECOND)).containsExactly(late);
  }

  @Test
  void newCatalog_wakesEverybodyWhoHasAnother() {
    Somebody old = agent(50);
    Somebody current = enter(new Somebody("new", false, 50));
    room.changed("new", now);
    assertThat(after(0)).containsExactly(old);
    assertThat(room.size()).isOne();
    assertThat(after(52 * SECOND)).containsExactly(current);
  }

  @Test
  void manyWaiters_leaveInWavesAndEachOnce() {
    IntStream.range(0, 1000).forEach(i -> agent(50));
    room.changed("new", now);
    long begin = now;
    List<List<Waiter>> waves = waves();
    assertThat(waves).hasSize(10).allMatch(wave -> wave.size() == WaitingRoom.LEAST_WAVE);
    assertThat(now - begin).isEqualTo(9 * WaitingRoom.WAVE_NANOS);
    Set<Waiter> woken = new HashSet<>();
    waves.forEach(woken::addAll);
    assertThat(woken).hasSize(1000);
    assertThat(room.size()).isZero();
  }

  @Test
  void hundredThousandWaiters_areSpreadOverMoreThanTenSecondsAndAtMostAMinute() {
    IntStream.range(0, 100_000).forEach(i -> agent(50));
    room.changed("new", now);
    long begin = now;
    List<List<Waiter>> waves = waves();
    assertThat(now - begin).isBetween(10 * SECOND, 60 * SECOND);
    assertThat(waves).allMatch(wave -> wave.size() <= WaitingRoom.LEAST_WAVE);
    assertThat(waves.stream().mapToInt(List::size).sum()).isEqualTo(100_000);
  }

  @Test
  void millionWaiters_areOutWithinAMinute() {
    IntStream.range(0, 1_000_000).forEach(i -> agent(50));
    room.changed("new", now);
    long begin = now;
    assertThat(waves().stream().mapToInt(List::size).sum()).isEqualTo(1_000_000);
    assertThat(now - begin).isLessThanOrEqualTo(60 * SECOND);
  }

  @Test
  void relays_leaveBeforeEverybodyElse() {
    IntStream.range(0, 250).forEach(i -> agent(50));
    List<Waiter> relays = Stream.generate(this::relay).limit(150).map(Waiter.class::cast).toList();
    room.changed("new", now);
    List<List<Waiter>> waves = waves();
    assertThat(waves.get(0)).containsExactlyInAnyOrderElementsOf(relays);
    assertThat(waves.get(1)).hasSize(WaitingRoom.LEAST_WAVE).noneMatch(waiter -> waiter.relay);
  }

  @Test
  void relay_overtakesAgentsThatAreLeaving() {
    IntStream.range(0, 300).forEach(i -> agent(50));
    room.changed("second", now);
    assertThat(after(0)).hasSize(WaitingRoom.LEAST_WAVE);
    Somebody relay = enter(new Somebody("second", true, 50));
    room.changed("third", now);
    assertThat(after(WaitingRoom.WAVE_NANOS)).containsExactly(relay);
    assertThat(after(WaitingRoom.WAVE_NANOS)).hasSize(WaitingRoom.LEAST_WAVE);
  }

  @Test
  void nobody_isAlwaysTheLast() {
    Set<Integer> last = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      List<Somebody> all = IntStream.range(0, 300).mapToObj(i -> agent(50)).toList();
      room.changed("new", now);
      List<List<Waiter>> waves = waves();
      List<Waiter> lastWave = waves.get(waves.size() - 1);
      last.add(all.indexOf(lastWave.get(lastWave.size() - 1)));
    }
    assertThat(last).hasSizeGreaterThan(10);
  }

  @Test
  void goneWaiter_costsNothingAndIsNotWoken() {
    Somebody gone = agent(50);
    Somebody stays = agent(50);
    assertThat(room.leave(gone)).isTrue();
    assertThat(room.leave(gone)).isFalse();
    assertThat(room.size()).isOne();
    room.changed("new", now);
    assertThat(after(0)).containsExactly(stays);
  }

  @Test
  void goneWaiterOnItsWayOut_leavesNoGap() {
    List<Somebody> all = IntStream.range(0, 300).mapToObj(i -> agent(50)).toList();
    room.changed("new", now);
    all.subList(0, 150).forEach(room::leave);
    assertThat(room.size()).isEqualTo(150);
    List<Waiter> woken = waves().stream().flatMap(List::stream).toList();
    assertThat(woken).containsExactlyInAnyOrderElementsOf(all.subList(150, 300));
  }

  @Test
  void fullRoom_takesNoMoreButRelaysUpToTheBound() {
    IntStream.range(0, 90).forEach(i -> enterAtMost(false, 100, true));
    enterAtMost(false, 100, false);
    IntStream.range(0, 10).forEach(i -> enterAtMost(true, 100, true));
    enterAtMost(true, 100, false);
    assertThat(room.size()).isEqualTo(100);
  }

  private void enterAtMost(boolean relay, int most, boolean expected) {
    assertThat(room.hasRoom(relay, most)).isEqualTo(expected);
    assertThat(room.enter(new Somebody("old", relay, 50), now, most)).isEqualTo(expected);
  }

  @Test
  void closedRoom_handsEverybodyOutAndTakesNobodyIn() {
    IntStream.range(0, 300).forEach(i -> agent(50));
    room.changed("new", now);
    after(0);
    enter(new Somebody("new", false, 50));
    assertThat(room.close()).hasSize(201);
    assertThat(room.size()).isZero();
    assertThat(room.enter(new Somebody("new", true, 50), now, MOST)).isFalse();
    assertThat(after(60 * SECOND)).isEmpty();
  }
}
