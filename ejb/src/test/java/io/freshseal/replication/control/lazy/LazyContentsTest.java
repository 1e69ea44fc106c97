package io.freshseal.replication.control.lazy;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.ReplicationBench;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.replication.entity.ContentAnswer.Here;
import io.freshseal.replication.entity.ContentAnswer.Missing;
import io.freshseal.replication.entity.ContentRule;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.settings.entity.ByteSize;
import io.freshseal.settings.entity.LazySettings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.DiskRoom;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents of a lazy relay, from a source that really signs, to the file that is served. */
class LazyContentsTest {

  private static final int SIZE = 1_000;

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final EvictionGate gate = new EvictionGate();
  private final List<RunRefusal> refusals = new ArrayList<>();
  private ReplicationBench bench;
  private Vault vault;
  private LazyContents contents;
  private LazySettings settings;
  private volatile long usable = Long.MAX_VALUE;
  private volatile boolean faulty;

  @BeforeEach
  void openARelayOfThree() throws IOException {
    bench = new ReplicationBench(folder);
    DiskRoom room =
        place -> {
          if (faulty) {
            throw new IllegalStateException("of the test");
          }
          return usable;
        };
    vault = bench.vault("relay", room);
    settings = new LazySettings(true, new ByteSize(10 * SIZE), Duration.ofDays(30));
    for (String id : List.of("a", "b", "c")) {
      bench.upstream.offer(id, "1.0", ReplicationBench.content(id, SIZE));
    }
    bench.upstream.publish();
    run(ContentRule.ON_REQUEST);
    contents = new LazyContents(vault, new Ports(), bench.clock, gate, threads);
  }

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    bench.close();
  }

  private final class Ports implements LazyPorts {
    @Override
    public LazySettings settings() {
      return settings;
    }

    @Override
    public Verdict<TrustBasis> trust() {
      return Verdict.accept(bench.trust);
    }

    @Override
    public UpdateSource source() {
      return bench.upstream;
    }

    @Override
    public void refused(CatalogEntry entry, RunRefusal why) {
      refusals.add(why);
    }
  }

  private void run(ContentRule rule) {
    assertThat(bench.run(vault, bench.upstream, RunPolicy.relay(true).with(rule)).code())
        .isEqualTo(StatusCode.OK);
  }

  private void holdAtMost(int contentsOfOneSize) {
    settings =
        new LazySettings(true, new ByteSize((long) contentsOfOneSize * SIZE), settings.maxAge());
  }

  private Sha256 digest(String id) {
    return bench.upstream.entry(id).sha256();
  }

  private byte[] obtain(String id) throws Exception {
    ContentAnswer answer = contents.obtain(digest(id));
    assertThat(answer).as(id).isInstanceOf(Here.class);
    return Files.readAllBytes(((Here) answer).file());
  }

  private Missing refused(String id) throws Exception {
    ContentAnswer answer = contents.obtain(digest(id));
    assertThat(answer).as(id).isInstanceOf(Missing.class);
    assertThat(contents.find(digest(id))).as("nothing is served").isEmpty();
    return (Missing) answer;
  }

  private boolean isHere(String id) {
    return vault.objects().find(digest(id)).isPresent();
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.list(vault.directory().resolve("staging"))) {
      return files.toList();
    }
  }

  // Those who were told of a file have opened it by then.
  private void pass() {
    bench.advance(HeldContents.GRACE.plusSeconds(1));
  }

  @Test
  void firstRequest_fetchesAndJudges_andTheNextIsAnsweredFromTheDisk() throws Exception {
    assertThat(contents.find(digest("a"))).isEmpty();
    assertThat(contents.missing(digest("a"))).contains(bench.upstream.entry("a"));

    assertThat(obtain("a")).isEqualTo(ReplicationBench.content("a", SIZE));

    assertThat(contents.find(digest("a"))).isPresent();
    assertThat(contents.missing(digest("a"))).isEmpty();
    assertThat(bench.upstream.contentBytes()).isEqualTo(SIZE);
    assertThat(contents.view().held()).isEqualTo(1);
    assertThat(contents.view().bytes()).isEqualTo(SIZE);
    assertThat(contents.view().hits()).isEqualTo(1);
    assertThat(contents.view().misses()).isEqualTo(1);
    assertThat(contents.view().fetched()).isEqualTo(1);
  }

  @Test
  void fiftyReadersAtOnce_areOneRequestAtTheSource() throws Exception {
    long before = bench.upstream.requests();
    CyclicBarrier together = new CyclicBarrier(50);
    ExecutorService readers = Executors.newFixedThreadPool(50);
    try {
      Callable<ContentAnswer> reader =
          () -> {
            together.await();
            ContentAnswer answer = contents.obtain(digest("a"));
            // Beyond those who may wait with a thread, readers come again.
            while (answer instanceof Missing missing && missing.code() == StatusCode.BUSY) {
              answer = contents.obtain(digest("a"));
            }
            return answer;
          };
      List<Future<ContentAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(readers.submit(reader));
      }
      for (Future<ContentAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Here.class);
      }
    } finally {
      readers.shutdownNow();
    }
    assertThat(bench.upstream.requests() - before).isEqualTo(1);
    assertThat(contents.view().fetched()).isEqualTo(1);
  }

  @Test
  void whatNoCatalogNames_isNotAskedFor() throws Exception {
    long before = bench.upstream.requests();

    assertThat(contents.obtain(Sha256.of(new byte[] {1})))
        .isInstanceOf(ContentAnswer.Unknown.class);
    assertThat(contents.obtain(bench.upstream.entry("a").signature().sha256()))
        .isInstanceOf(ContentAnswer.Unknown.class);

    assertThat(bench.upstream.requests()).isEqualTo(before);
  }

  @Test
  void wrongBytes_leaveNothing_areTold_andAreNotAskedForAgainAtOnce() throws Exception {
    bench.upstream.corrupt(digest("a"), ReplicationBench.content("x", SIZE));

    Missing first = refused("a");
    long asked = bench.upstream.requests();
    Missing second = refused("a");

    assertThat(first.code()).isEqualTo(StatusCode.DIGEST_MISMATCH);
    assertThat(second).isEqualTo(first);
    assertThat(bench.upstream.requests()).isEqualTo(asked);
    assertThat(isHere("a")).isFalse();
    assertThat(staged()).isEmpty();
    assertThat(refusals).extracting(RunRefusal::code).containsExactly(StatusCode.DIGEST_MISMATCH);
    assertThat(refusals.get(0).evidence().hop().orElseThrow().address())
        .isEqualTo("http://upstream.test/api/v1");
    assertThat(contents.view().bytes()).isZero();
    assertThat(obtain("b")).as("others are not its fault").hasSize(SIZE);
  }

  @Test
  void afterTheNextSwitch_whatFailedIsAskedForAgain() throws Exception {
    bench.upstream.withhold(digest("a"));
    assertThat(refused("a").code()).isEqualTo(StatusCode.SOURCE_INCOMPLETE);
    bench.upstream.release(digest("a"));
    bench.upstream.renew("b");
    bench.upstream.publish();
    run(ContentRule.ON_REQUEST);

    assertThat(obtain("a")).hasSize(SIZE);
  }

  @Test
  void expiredSignature_isRefusedBeforeAnythingIsFetched() throws Exception {
    bench.advance(Duration.ofDays(91));
    long before = bench.upstream.requests();

    assertThat(refused("a").code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);

    assertThat(bench.upstream.requests()).isEqualTo(before);
  }

  @Test
  void brokenTransfer_goesOnWhereItEnded() throws Exception {
    bench.upstream.cut(digest("a"), 100);
    assertThat(refused("a").code()).isNotEqualTo(StatusCode.OK);
    bench.upstream.heal(digest("a"));
    long before = bench.upstream.contentBytes();
    contents = new LazyContents(vault, new Ports(), bench.clock, gate, threads);

    obtain("a");

    assertThat(bench.upstream.contentBytes() - before).isLessThan(SIZE);
  }

  @Test
  void whereThereIsNoRoom_whatWasNotAskedForTheLongestGoes_andComesAgain() throws Exception {
    holdAtMost(2);
    obtain("a");
    pass();
    obtain("b");
    pass();
    contents.find(digest("a"));
    pass();

    obtain("c");

    assertThat(isHere("a")).isTrue();
    assertThat(isHere("b")).as("the least recently used").isFalse();
    assertThat(contents.view().bytes()).isEqualTo(2 * SIZE);
    assertThat(contents.view().evicted()).isEqualTo(1);
    pass();
    assertThat(obtain("b")).isEqualTo(ReplicationBench.content("b", SIZE));
  }

  @Test
  void whatIsNotedAsUsed_staysLongerThanWhatIsNot() throws Exception {
    holdAtMost(2);
    obtain("a");
    pass();
    obtain("b");
    pass();
    contents.note(digest("a"));
    pass();

    obtain("c");

    assertThat(isHere("a")).as("served as a delta").isTrue();
    assertThat(isHere("b")).isFalse();
    assertThat(contents.view().hits()).isZero();
  }

  @Test
  void newVersion_comesWhereTheOldOnesTakeAllRoom_andTheOldestGoes() throws Exception {
    holdAtMost(2);
    Sha256 first = digest("a");
    obtain("a");
    Sha256 second = publishAnother("2.0");
    obtain("a");
    publishAnother("3.0");

    obtain("a");

    assertThat(vault.objects().find(first)).as("of no use as the base of a delta").isEmpty();
    assertThat(vault.objects().find(second)).isPresent();
    assertThat(contents.view().bytes()).isEqualTo(2 * SIZE);
  }

  @Test
  void newVersion_comesWhereThereIsNoRoomBesideTheOneBefore() throws Exception {
    holdAtMost(1);
    Sha256 first = digest("a");
    obtain("a");
    publishAnother("2.0");

    assertThat(obtain("a")).isEqualTo(ReplicationBench.content("a2.0", SIZE));

    assertThat(vault.objects().find(first)).isEmpty();
    assertThat(contents.view().bytes()).isEqualTo(SIZE);
  }

  private Sha256 publishAnother(String version) throws Exception {
    pass();
    bench.upstream.offer("a", version, ReplicationBench.content("a" + version, SIZE));
    bench.upstream.publish();
    run(ContentRule.ON_REQUEST);
    return digest("a");
  }

  @Test
  void whatIsBeingRead_isKept_whateverIsAskedFor() throws Exception {
    holdAtMost(1);
    obtain("a");
    pass();
    Path file = contents.find(digest("a")).orElseThrow();
    contents.enter(file);
    pass();

    Missing busy = refused("b");
    contents.tidy();

    assertThat(busy.code()).isEqualTo(StatusCode.BUSY);
    assertThat(busy.seconds()).isPositive();
    assertThat(file).exists();

    contents.leave(file);
    obtain("b");
    assertThat(file).doesNotExist();
    assertThat(contents.view().bytes()).isEqualTo(SIZE);
  }

  @Test
  void whileADropIsHeldUp_downloadsOfOthersBegin_andTheDroppedOneComesAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    contents =
        new LazyContents(
            vault,
            new Ports(),
            bench.clock,
            gate,
            threads,
            digest -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              vault.objects().delete(digest);
            });
    holdAtMost(2);
    obtain("a");
    pass();
    obtain("b");
    pass();
    Future<ContentAnswer> newcomer = threads.submit(() -> contents.obtain(digest("c")));
    begun.await();

    Path file =
        threads
            .submit(
                () -> {
                  Path found = contents.find(digest("b")).orElseThrow();
                  contents.enter(found);
                  contents.leave(found);
                  return found;
                })
            .get(20, TimeUnit.SECONDS);

    assertThat(file).hasBinaryContent(ReplicationBench.content("b", SIZE));
    assertThat(contents.find(digest("a"))).as("it goes").isEmpty();
    Future<ContentAnswer> again = threads.submit(() -> contents.obtain(digest("a")));
    pass();
    goOn.countDown();
    assertThat(newcomer.get()).isInstanceOf(Here.class);
    assertThat(again.get()).isInstanceOf(Here.class);
    assertThat(obtain("a")).isEqualTo(ReplicationBench.content("a", SIZE));
    assertThat(contents.view().bytes()).isEqualTo(2 * SIZE);
  }

  @Test
  void contentLargerThanAllRoom_isRefusedForGood_andNothingIsDroppedForIt() throws Exception {
    obtain("a");
    pass();
    settings = new LazySettings(true, new ByteSize(SIZE - 1), settings.maxAge());

    Missing refusal = refused("b");

    assertThat(refusal.code()).isEqualTo(StatusCode.TOO_LARGE);
    assertThat(refusal.sentence().english()).contains("freshseal.relay.lazy.max-bytes");
    assertThat(isHere("a")).isTrue();
  }

  @Test
  void fullDisk_dropsWhatIsIdle_andSaysSoIfThatDoesNotSuffice() throws Exception {
    obtain("a");
    pass();
    usable = 0;

    assertThat(refused("b").code()).isEqualTo(StatusCode.DISK_FULL);

    assertThat(isHere("a")).as("given up for the disk's sake").isFalse();
    assertThat(refusals).extracting(RunRefusal::code).containsExactly(StatusCode.DISK_FULL);
    assertThat(staged()).isEmpty();
    assertThat(vault.snapshot()).isPresent();
  }

  @Test
  void fetchThatBreaksOff_beforeItBegins_keepsNoRoom() throws Exception {
    holdAtMost(1);
    faulty = true;
    assertThat(refused("a").code()).isEqualTo(StatusCode.INTERNAL);
    faulty = false;

    assertThat(obtain("b")).hasSize(SIZE);
  }

  @Test
  void whatNobodyAsksFor_goesAfterItsTime() throws Exception {
    obtain("a");
    obtain("b");
    bench.advance(Duration.ofDays(20));
    contents.find(digest("b"));
    bench.advance(Duration.ofDays(11));

    contents.tidy();

    assertThat(isHere("a")).isFalse();
    assertThat(isHere("b")).isTrue();
  }

  @Test
  void afterARestart_itKnowsWhatIsHere_andWhatWasUsedLast() throws Exception {
    obtain("a");
    pass();
    obtain("b");
    pass();
    contents.find(digest("a"));
    contents.tidy();
    vault = bench.reopen("relay");
    contents = new LazyContents(vault, new Ports(), bench.clock, gate, threads);

    contents.tidy();

    assertThat(contents.view().bytes()).isEqualTo(2 * SIZE);
    pass();
    holdAtMost(1);
    contents.tidy();
    assertThat(isHere("a")).isTrue();
    assertThat(isHere("b")).isFalse();
  }

  @Test
  void afterARestart_whatIsAskedForBeforeTheFirstLook_isNotDroppedByIt() throws Exception {
    obtain("a");
    bench.advance(Duration.ofDays(31));
    vault = bench.reopen("relay");
    contents = new LazyContents(vault, new Ports(), bench.clock, gate, threads);
    Path told = contents.find(digest("a")).orElseThrow();

    contents.tidy();

    assertThat(told).as("whoever was told of it has not opened it yet").exists();
    assertThat(contents.find(digest("b"))).isEmpty();
    pass();
    contents.tidy();
    assertThat(told).as("nobody has asked since").doesNotExist();
  }

  @Test
  void fileOfAnotherLength_isNotTakenForTheContent() throws Exception {
    obtain("a");
    Path file = contents.find(digest("a")).orElseThrow();
    Files.write(file, new byte[] {1});
    vault = bench.reopen("relay");
    contents = new LazyContents(vault, new Ports(), bench.clock, gate, threads);

    contents.tidy();

    assertThat(contents.view().held()).isZero();
    assertThat(obtain("a")).hasSize(SIZE);
  }

  @Test
  void supersededVersion_isStillHadForADay_andForgottenThen() throws Exception {
    CatalogEntry old = bench.upstream.entry("a");
    bench.upstream.offer("a", "2.0", ReplicationBench.content("a2", SIZE));
    bench.upstream.publish();
    run(ContentRule.ON_REQUEST);

    assertThat(contents.obtain(old.sha256())).isInstanceOf(Here.class);

    bench.advance(Duration.ofDays(2));
    vault.collectGarbage(bench.clock.instant(), Duration.ofDays(1), java.util.Set.of());
    contents.tidy();
    assertThat(vault.objects().find(old.sha256())).isEmpty();
    assertThat(contents.obtain(old.sha256())).isInstanceOf(ContentAnswer.Unknown.class);
  }

  @Test
  void fullRun_bringsTheRest_whileNothingIsDropped_andThenNothingComesOnRequest() throws Exception {
    obtain("a");
    pass();
    settings = new LazySettings(false, new ByteSize(SIZE), settings.maxAge());
    contents.tidy();
    assertThat(isHere("a")).isTrue();

    run(ContentRule.ALL);
    contents.tidy();

    assertThat(vault.state().onRequest()).isFalse();
    assertThat(List.of(isHere("a"), isHere("b"), isHere("c"))).containsOnly(true);
    assertThat(bench.upstream.contentBytes()).isEqualTo(3 * SIZE);
    assertThat(contents.obtain(digest("a"))).isInstanceOf(ContentAnswer.Unknown.class);
  }

  @Test
  void whileAFullRunGoesOn_nothingIsDropped() throws Exception {
    holdAtMost(1);
    obtain("a");
    pass();

    boolean kept =
        gate.closedDuring(
            () -> {
              contents.tidy();
              bench.advance(Duration.ofDays(90));
              contents.tidy();
              return isHere("a");
            });

    assertThat(kept).isTrue();
    contents.tidy();
    assertThat(isHere("a")).isFalse();
  }

  @Test
  void fullRelayThatBecomesLazy_dropsWhatIsTooMuch() throws Exception {
    run(ContentRule.ALL);
    contents.tidy();
    assertThat(contents.view().missing()).isFalse();
    holdAtMost(1);

    run(ContentRule.ON_REQUEST);
    contents.tidy();
    assertThat(contents.view().held()).as("just now they were asked for").isEqualTo(3);
    pass();
    contents.tidy();

    assertThat(contents.view().held()).isEqualTo(1);
    assertThat(contents.view().bytes()).isEqualTo(SIZE);
    assertThat(contents.view().evicted()).isEqualTo(2);
  }

  @Test
  void clearedStore_knowsOfNothing() throws Exception {
    obtain("a");
    vault.alone(vault::clear);
    contents.tidy();

    assertThat(contents.view().bytes()).isZero();
    assertThat(contents.obtain(digest("a"))).isInstanceOf(ContentAnswer.Unknown.class);
  }

  @Test
  void moreThanMayWait_areToldWhenToComeAgain_andTheFetchGoesOn() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    LazyContents slow =
        new LazyContents(
            vault,
            new Ports(),
            bench.clock,
            gate,
            work ->
                threads.execute(
                    () -> {
                      try {
                        held.await();
                        work.run();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    ExecutorService readers = Executors.newFixedThreadPool(LazyContents.MOST_WAITERS + 1);
    try {
      List<Future<ContentAnswer>> answers = new ArrayList<>();
      for (int i = 0; i <= LazyContents.MOST_WAITERS; i++) {
        answers.add(readers.submit(() -> slow.obtain(digest("a"))));
      }
      Future<ContentAnswer> first = null;
      while (first == null) {
        first = answers.stream().filter(Future::isDone).findFirst().orElse(null);
        Thread.onSpinWait();
      }
      assertThat(first.get())
          .isInstanceOfSatisfying(
              Missing.class,
              missing -> {
                assertThat(missing.code()).isEqualTo(StatusCode.BUSY);
                assertThat(missing.seconds()).isBetween(1, 30);
              });
      held.countDown();
      answers.remove(first);
      for (Future<ContentAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Here.class);
      }
    } finally {
      readers.shutdownNow();
    }
  }
}
