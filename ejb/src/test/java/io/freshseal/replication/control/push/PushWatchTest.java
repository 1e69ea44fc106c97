package io.freshseal.replication.control.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.entity.PushView.State;
import io.freshseal.replication.entity.Reach;
import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Waiting for catalogs at a source that does as it is told, with a clock that is moved. */
class PushWatchTest {

  private static final Reach FIRST = Reach.direct(URI.create("http://relay-1.example/api/v1"));
  private static final Reach SECOND = Reach.direct(URI.create("http://relay-2.example/api/v1"));
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

  private long nanos;
  private boolean listens = true;
  private List<Reach> sources = List.of(FIRST);
  private Optional<String> held = Optional.of("\"one\"");
  private Duration jitter = Duration.ZERO;
  private Function<Integer, Optional<String>> brings = run -> Optional.of("\"two\"");
  private int runs;
  private final List<State> told = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Deque<WaitAnswer> answers = new ArrayDeque<>();
  private Duration answerTime = Duration.ZERO;

  private final PushWatch watch =
      new PushWatch(new Computer(), this::ask, CLOCK, () -> nanos, new Random(3));

  private WaitAnswer ask(Reach at, Optional<String> tag, Duration wait) {
    asked.add(at.url().getHost() + " " + tag.orElse("none") + " " + wait.toSeconds());
    nanos += answerTime.toNanos();
    return answers.remove();
  }

  /** Who waits. */
  private final class Computer implements PushDuties {

    @Override
    public boolean listens() {
      return listens;
    }

    @Override
    public List<Reach> sources() {
      return sources;
    }

    @Override
    public Optional<String> held() {
      return held;
    }

    @Override
    public Duration interval() {
      return INTERVAL;
    }

    @Override
    public Duration jitter() {
      return jitter;
    }

    @Override
    public void run() {
      held = brings.apply(++runs);
    }

    @Override
    public void stands(io.freshseal.replication.entity.PushView how) {
      told.add(how.state());
    }

    @Override
    public void heard(io.freshseal.replication.entity.PushView how) {
      assertThat(how.heard()).contains(CLOCK.instant());
      heard.add(how.state() + " after " + runs + " runs");
    }
  }

  private static WaitAnswer changed(String tag) {
    return new WaitAnswer.Changed(Optional.of(tag));
  }

  private static WaitAnswer failed() {
    return new WaitAnswer.Failed(
        StatusCode.SOURCE_UNREACHABLE, Sentence.of(TransferSentence.NO_ANSWER));
  }

  private Duration step(WaitAnswer... next) throws InterruptedException {
    answers.addAll(List.of(next));
    Duration pause = watch.step();
    assertThat(answers).isEmpty();
    nanos += pause.toNanos();
    return pause;
  }

  @Test
  void waitingSource_isConnectedAfterOneShortWait_andThenAskedForLongOnes() throws Exception {
    assertThat(step(new WaitAnswer.Waited())).isZero();
    assertThat(step(new WaitAnswer.Waited())).isZero();
    assertThat(asked).containsExactly("relay-1.example \"one\" 1", "relay-1.example \"one\" 50");
    assertThat(watch.view().state()).isEqualTo(State.CONNECTED);
    assertThat(watch.view().since()).isEqualTo(CLOCK.instant());
    assertThat(watch.view().at()).contains(FIRST.url().toString());
    assertThat(told).as("told once").containsExactly(State.CONNECTED);
    assertThat(runs).isZero();
  }

  @Test
  void newCatalog_isFetchedAtOnce_andTheNextWaitedForByItsTag() throws Exception {
    step(new WaitAnswer.Waited());
    assertThat(step(changed("\"two\""))).isZero();
    assertThat(runs).isOne();
    step(new WaitAnswer.Waited());
    assertThat(asked.get(2)).isEqualTo("relay-1.example \"two\" 50");
    assertThat(watch.view().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void newCatalog_isNews_thatIsToldBeforeItIsFetched() throws Exception {
    step(new WaitAnswer.Waited());
    assertThat(watch.view().heard()).isEmpty();
    assertThat(heard).isEmpty();

    step(changed("\"two\""));
    step(new WaitAnswer.NotWaiting(Optional.empty()));

    assertThat(heard).containsExactly("CONNECTED after 0 runs");
    assertThat(watch.view().state()).isEqualTo(State.UNSUPPORTED);
    assertThat(watch.view().heard()).as("kept").contains(CLOCK.instant());
  }

  @Test
  void catalogAfterCatalog_startsNoMoreThanOneRunASecond() throws Exception {
    brings = run -> Optional.of("\"" + run + "\"");
    for (int i = 1; i <= 10; i++) {
      if (!step(changed("\"" + i + "\"")).isZero()) {
        step();
      }
    }
    assertThat(runs).isEqualTo(10);
    assertThat(Duration.ofNanos(nanos)).isGreaterThanOrEqualTo(PushWatch.DISTANCE.multipliedBy(9));
  }

  @Test
  void jitter_putsTheRunOffByItAtMost_andWhatCameMeanwhileNeedsNone() throws Exception {
    jitter = Duration.ofSeconds(2);
    Duration pause = step(changed("\"two\""));
    assertThat(pause).isPositive().isLessThanOrEqualTo(jitter);
    assertThat(runs).isZero();
    step();
    assertThat(runs).isOne();

    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(step(changed("\"three\""))).isPositive();
    held = Optional.of("\"three\"");
    step();
    assertThat(runs).as("the timer was first").isOne();
  }

  @Test
  void catalogThatCannotBeHad_isTriedAtGrowingPausesUpToTheInterval() throws Exception {
    brings = run -> held;
    Duration last = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      last = step(changed("\"refused\""));
      assertThat(last).isLessThanOrEqualTo(INTERVAL);
    }
    assertThat(runs).isEqualTo(20);
    assertThat(last).isGreaterThanOrEqualTo(INTERVAL.dividedBy(2));
    assertThat(watch.view().state()).isEqualTo(State.LOST);

    brings = run -> Optional.of("\"refused\"");
    assertThat(step(changed("\"refused\""))).isZero();
    brings = run -> held;
    assertThat(step(changed("\"next\""))).as("from the start").isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void silentSource_isAskedAtGrowingPauses_differentEachTime() throws Exception {
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      pauses.add(step(failed()));
    }
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(pauses.subList(10, 16))
        .allMatch(p -> p.compareTo(INTERVAL.dividedBy(2)) >= 0 && p.compareTo(INTERVAL) <= 0)
        .doesNotHaveDuplicates();
    assertThat(watch.view().state()).isEqualTo(State.LOST);
    assertThat(step(new WaitAnswer.Waited())).isZero();
    assertThat(watch.view().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void secondRelay_isWaitedAtWhileTheFirstIsSilent() throws Exception {
    sources = List.of(FIRST, SECOND);
    assertThat(step(failed(), new WaitAnswer.Waited())).isZero();
    assertThat(watch.view().at()).contains(SECOND.url().toString());
  }

  @Test
  void olderSource_isAskedRarely_andThePollingGoesOn() throws Exception {
    Duration pause = step(new WaitAnswer.NotWaiting(Optional.empty()));
    assertThat(pause).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    assertThat(watch.view().state()).isEqualTo(State.UNSUPPORTED);
    assertThat(runs).isZero();
  }

  @Test
  void fullSource_isAskedAgainWhenItSays_butNotByAllAtOnce() throws Exception {
    WaitAnswer full = new WaitAnswer.NotWaiting(Optional.of(Duration.ofSeconds(60)));
    assertThat(step(full)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
  }

  @Test
  void connectionsCutOnTheWay_makeWaitsShorterBeforeTheyCountAsFailure() throws Exception {
    step(new WaitAnswer.Waited());
    answerTime = Duration.ofSeconds(30);
    assertThat(step(failed())).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(step(failed())).isLessThanOrEqualTo(Duration.ofSeconds(10));
    answerTime = Duration.ofSeconds(25);
    assertThat(step(new WaitAnswer.Waited())).isZero();
    assertThat(asked.subList(1, 4))
        .map(each -> each.substring(each.length() - 2))
        .containsExactly("50", "50", "25");
    assertThat(told).containsExactly(State.CONNECTED);
  }

  @Test
  void serverThatWasStoppedOnce_isWaitedAtAsLongAsBefore() throws Exception {
    step(new WaitAnswer.Waited());
    answerTime = Duration.ofSeconds(30);
    step(failed());
    answerTime = Duration.ZERO;
    step(new WaitAnswer.Waited());
    answerTime = Duration.ofSeconds(30);
    step(failed());
    step(new WaitAnswer.Waited());
    assertThat(asked.get(4)).endsWith(" 50");
  }

  @Test
  void computerThatUpdatesOnlyWhenTold_asksNobody() throws Exception {
    listens = false;
    step();
    assertThat(asked).isEmpty();
    assertThat(watch.view().state()).isEqualTo(State.OFF);
  }

  @Test
  void computerThatIsSwitchedOffWhileItWaits_doesNotRun() throws Exception {
    jitter = Duration.ofSeconds(2);
    step(changed("\"two\""));
    listens = false;
    step();
    listens = true;
    step(new WaitAnswer.Waited());
    assertThat(runs).isZero();
  }

  @Test
  void computerWithoutARelay_asksNobodyYet() throws Exception {
    sources = List.of();
    assertThat(step()).isPositive();
    assertThat(asked).isEmpty();
    assertThat(watch.view().state()).isEqualTo(State.STARTING);
  }

  @Test
  void computerWithNothing_waitsWithoutATag() throws Exception {
    held = Optional.empty();
    step(new WaitAnswer.Waited());
    assertThat(asked).containsExactly("relay-1.example none 1");
  }
}
