package io.freshseal.shelf.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.delta.control.DeltaInput;
import io.freshseal.delta.control.WholeInput;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deltas are made once, checked, bounded, and gone when nobody is led there any more. */
class DeltaWorkshopTest {

  private static final long ROOM = 1 << 20;
  private static final int TEXT_BYTES = 2_000_000;

  @TempDir private Path temporary;
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final SettableClock clock = new SettableClock(Instant.parse("2030-06-01T12:00:00Z"));
  private Path objects;
  private DeltaFolder folder;
  private DeltaWorkshop workshop;

  @BeforeEach
  void open() throws IOException {
    objects = Files.createDirectory(temporary.resolve("objects"));
    reopen(ROOM);
  }

  private void reopen(long room) throws StorageException {
    folder = new DeltaFolder(temporary.resolve("deltas"), () -> room, clock);
    workshop = new DeltaWorkshop(folder, this::find, work::add);
  }

  private Optional<Path> find(Sha256 digest) {
    return Optional.of(objects.resolve(digest.hex())).filter(Files::exists);
  }

  private Sha256 object(long seed, int edits) throws IOException {
    byte[] bytes = new byte[50_000];
    new Random(seed).nextBytes(bytes);
    Random places = new Random(99);
    for (int i = 0; i < edits; i++) {
      bytes[places.nextInt(bytes.length)]++;
    }
    Sha256 digest = Sha256.of(bytes);
    Files.write(objects.resolve(digest.hex()), bytes);
    return digest;
  }

  private void make(DeltaChange... changes) {
    workshop.plan(List.of(changes));
    work();
  }

  private void work() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(temporary.resolve("deltas"))) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void delta_isReady_andMakesTheNewBytesOutOfTheOld() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    make(change);

    Delta delta = folder.find(change).orElseThrow();
    assertThat(delta.length()).isLessThan(1000).isEqualTo(Files.size(folder.file(delta)));
    assertThat(Sha256.of(Files.readAllBytes(folder.file(delta)))).isEqualTo(delta.digest());
    try (InputStream made =
        DeltaInput.open(
            Files.newInputStream(folder.file(delta)),
            find(change.held()).orElseThrow(),
            change.held())) {
      assertThat(Sha256.of(made.readAllBytes())).isEqualTo(change.wanted());
    }
  }

  @Test
  void deltas_outliveARestart_andWhatIsNoneDoesNot() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    make(change);
    Delta before = folder.find(change).orElseThrow();
    Files.writeString(temporary.resolve("deltas/half.tmp"), "broken off");
    Files.writeString(temporary.resolve("deltas/" + "x".repeat(194) + ".dcz"), "none");

    reopen(ROOM);
    // It cannot be made twice.
    Files.delete(find(change.held()).orElseThrow());

    assertThat(files()).hasSize(1);
    make(change);
    assertThat(folder.find(change)).contains(before);
    workshop.plan(List.of(change));
    assertThat(work).isEmpty();
  }

  @Test
  void afterARestart_noneIsReady_beforeItsDigestIsConfirmed() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    DeltaChange rules = DeltaChange.whole(text(5000));
    make(change, rules);

    reopen(ROOM);

    assertThat(folder.find(change)).isEmpty();
    workshop.plan(List.of(change, rules));
    assertThat(folder.find(change)).isEmpty();
    assertThat(workshop.isComing(change)).isTrue();
    assertThat(workshop.isComing(rules)).isTrue();
    work();
    assertThat(folder.find(change)).isPresent();
    assertThat(folder.find(rules)).isPresent();
  }

  @Test
  void whatTheDiskHasDamaged_betweenTwoStarts_isMadeAnew() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    DeltaChange rules = DeltaChange.whole(text(5000));
    make(change, rules);
    for (DeltaChange each : List.of(change, rules)) {
      Delta good = folder.find(each).orElseThrow();
      byte[] bytes = Files.readAllBytes(folder.file(good));
      byte[] flipped = bytes.clone();
      flipped[bytes.length / 2] ^= 1;
      for (byte[] wrong : List.of(flipped, Arrays.copyOf(bytes, bytes.length - 1), new byte[0])) {
        Files.write(folder.file(good), wrong);
        reopen(ROOM);
        make(change, rules);

        assertThat(folder.find(each)).contains(good);
        assertThat(Files.readAllBytes(folder.file(good))).isEqualTo(bytes);
        assertThat(files()).hasSize(2);
      }
    }
  }

  @Test
  void damagedOne_thatCannotBeMadeAnew_isGone() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    make(change);
    Path file = folder.file(folder.find(change).orElseThrow());
    byte[] bytes = Files.readAllBytes(file);
    bytes[60] ^= 1;
    Files.write(file, bytes);
    Files.delete(find(change.held()).orElseThrow());
    reopen(ROOM);

    make(change);

    assertThat(folder.find(change)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatNobodyIsLedTo_afterARestart_isDeletedUnread() throws IOException {
    DeltaChange old = new DeltaChange(object(1, 0), object(1, 5));
    make(old);
    reopen(ROOM);

    workshop.plan(List.of());

    assertThat(files()).isEmpty();
    assertThat(work).isEmpty();
  }

  @Test
  void whatIsFound_isConfirmed_beforeAnythingIsMade() throws IOException {
    DeltaChange slow = new DeltaChange(object(2, 0), object(2, 5));
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    make(change);
    reopen(ROOM);
    AtomicBoolean confirmed = new AtomicBoolean();
    workshop =
        new DeltaWorkshop(
            folder,
            digest -> {
              confirmed.compareAndSet(false, folder.has(change));
              assertThat(confirmed).as("when the first one is made").isTrue();
              return find(digest);
            },
            work::add);

    make(slow, change);

    assertThat(folder.has(slow)).isTrue();
    assertThat(folder.has(change)).isTrue();
  }

  @Test
  void readersDoNotWait_whileThePlanTidiesTheFolder() throws Exception {
    CountDownLatch tidying = new CountDownLatch(1);
    CountDownLatch tidied = new CountDownLatch(1);
    AtomicBoolean slow = new AtomicBoolean();
    folder =
        new DeltaFolder(
            temporary.resolve("deltas"),
            () -> {
              if (slow.get()) {
                tidying.countDown();
                assertThat(tidied).satisfies(CountDownLatch::await);
              }
              return ROOM;
            },
            clock);
    workshop = new DeltaWorkshop(folder, this::find, work::add);
    DeltaChange ready = new DeltaChange(object(1, 0), object(1, 5));
    DeltaChange coming = new DeltaChange(object(2, 0), object(2, 5));
    make(ready);
    workshop.plan(List.of(ready, coming));
    slow.set(true);
    CompletableFuture<Void> plan =
        CompletableFuture.runAsync(() -> workshop.plan(List.of(ready, coming)));
    tidying.await();

    CompletableFuture<Boolean> asked =
        CompletableFuture.supplyAsync(
            () -> workshop.isComing(coming) && folder.find(ready).isPresent());

    assertThat(asked.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(plan).isNotDone();
    tidied.countDown();
    plan.get(20, TimeUnit.SECONDS);
    assertThat(workshop.isComing(coming)).isTrue();
  }

  @Test
  void deltaThatIsHardlyShorter_isNotKept_andNotTriedAgain() throws IOException {
    DeltaChange stranger = new DeltaChange(object(1, 0), object(2, 0));
    make(stranger);

    assertThat(folder.find(stranger)).isEmpty();
    assertThat(files()).isEmpty();
    workshop.plan(List.of(stranger));
    assertThat(work).isEmpty();
  }

  @Test
  void deltasToWhatIsServedNoMore_areNotOffered_andTheirFilesGoAfterAWhile() throws IOException {
    DeltaChange old = new DeltaChange(object(1, 0), object(1, 5));
    DeltaChange next = new DeltaChange(object(1, 5), object(1, 9));
    make(old);
    Path told = folder.file(folder.find(old).orElseThrow());
    byte[] bytes = Files.readAllBytes(told);
    make(next);

    assertThat(folder.find(old)).isEmpty();
    assertThat(folder.find(next)).isPresent();
    assertThat(told).as("somebody may be taking it").hasBinaryContent(bytes);

    clock.advance(LeavingDeltas.STAY.minus(Duration.ofMillis(1)));
    make(next);
    assertThat(told).exists();

    clock.advance(Duration.ofMillis(1));
    make(next);
    assertThat(told).doesNotExist();
    assertThat(files()).hasSize(1);
  }

  @Test
  void whatIsServedAgain_isReadyAtOnce_andItsFileStays() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    make(change);
    Delta before = folder.find(change).orElseThrow();
    workshop.plan(List.of());
    assertThat(folder.find(change)).isEmpty();

    workshop.plan(List.of(change));

    assertThat(folder.find(change)).contains(before);
    assertThat(work).as("it is not made again").isEmpty();
    clock.advance(LeavingDeltas.STAY);
    workshop.plan(List.of(change));
    assertThat(folder.file(before)).exists();
  }

  @Test
  void whatLeaves_takesNoMoreThanTheQuota_andTheFirstGoesFirst() throws IOException {
    reopen(700);
    List<Path> files = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      DeltaChange change = new DeltaChange(object(seed, 0), object(seed, 40));
      make(change);
      files.add(folder.file(folder.find(change).orElseThrow()));
    }

    assertThat(files.get(0)).as("three that leave are too much").doesNotExist();
    assertThat(files.subList(1, 4)).allSatisfy(file -> assertThat(file).exists());
  }

  @Test
  void whatWasFoundAndCannotBeRead_stays_andIsConfirmedByALaterPlan() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    make(change);
    Delta good = folder.find(change).orElseThrow();
    Path file = folder.file(good);
    byte[] bytes = Files.readAllBytes(file);
    reopen(ROOM);
    // It cannot be made twice, and a folder cannot be read as a file.
    Files.delete(find(change.held()).orElseThrow());
    Files.delete(file);
    Files.createDirectory(file);

    make(change);

    assertThat(folder.find(change)).isEmpty();
    Files.delete(file);
    Files.write(file, bytes);
    make(change);
    assertThat(folder.find(change)).contains(good);
  }

  @Test
  void oldFileThatIsGone_orDamaged_makesNoDelta_andTheOthersAreMade() throws IOException {
    DeltaChange good = new DeltaChange(object(1, 0), object(1, 5));
    DeltaChange gone = new DeltaChange(object(3, 0), object(3, 5));
    DeltaChange damaged = new DeltaChange(object(4, 0), object(4, 5));
    Files.delete(objects.resolve(gone.held().hex()));
    Path bytes = objects.resolve(damaged.wanted().hex());
    byte[] flipped = Files.readAllBytes(bytes);
    flipped[100]++;
    Files.write(bytes, flipped);

    make(gone, damaged, good);

    assertThat(folder.find(gone)).isEmpty();
    assertThat(folder.find(damaged)).as("it does not make the bytes of its name").isEmpty();
    assertThat(folder.find(good)).isPresent();
    assertThat(files()).hasSize(1);
  }

  @Test
  void room_isBounded() throws IOException {
    reopen(1000);
    DeltaChange first = new DeltaChange(object(1, 0), object(1, 40));
    DeltaChange second = new DeltaChange(object(2, 0), object(2, 40));
    DeltaChange third = new DeltaChange(object(3, 0), object(3, 200));

    make(first, second, third);

    long all = 0;
    for (String name : files()) {
      all += Files.size(temporary.resolve("deltas").resolve(name));
    }
    assertThat(all).isLessThanOrEqualTo(1000);
    assertThat(folder.find(first)).as("the first come first").isPresent();
    assertThat(folder.find(third)).isEmpty();
  }

  private Sha256 text(int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < TEXT_BYTES; i++) {
      text.append("rule ").append(i % lines).append(" { condition: all of them }\n");
    }
    byte[] bytes = text.toString().getBytes(US_ASCII);
    Sha256 digest = Sha256.of(bytes);
    Files.write(objects.resolve(digest.hex()), bytes);
    return digest;
  }

  @Test
  void whole_isReadyAsZstd_whereThatIsShorter() throws IOException {
    DeltaChange rules = DeltaChange.whole(text(5000));
    DeltaChange noise = DeltaChange.whole(object(1, 0));
    make(rules, noise);

    Delta whole = folder.find(rules).orElseThrow();
    assertThat(whole.length()).isLessThan(TEXT_BYTES / 10);
    try (InputStream made = WholeInput.open(Files.newInputStream(folder.file(whole)))) {
      assertThat(Sha256.of(made.readAllBytes())).isEqualTo(rules.wanted());
    }
    assertThat(folder.find(noise)).isEmpty();
    workshop.plan(List.of(rules, noise));
    assertThat(work).as("neither is tried again").isEmpty();
  }

  @Test
  void fullFolder_keepsWhatReadersAskFor() throws IOException {
    reopen(700);
    DeltaChange first = new DeltaChange(object(1, 0), object(1, 40));
    DeltaChange second = new DeltaChange(object(2, 0), object(2, 40));
    DeltaChange third = new DeltaChange(object(3, 0), object(3, 40));
    make(first, second, third);
    assertThat(files()).as("two fit, the first of the plan").hasSize(2);
    assertThat(folder.has(third)).isFalse();

    folder.find(first);
    folder.find(third);
    make(first, second, third);

    assertThat(folder.has(first)).isTrue();
    assertThat(folder.has(second)).as("nobody has asked for it").isFalse();
    assertThat(folder.has(third)).isTrue();
    clock.advance(LeavingDeltas.STAY);
    make(first, second, third);
    assertThat(files()).hasSize(2);
  }

  @Test
  void nobodyTakesAPlace_byAskingForWhatIsNotPlanned() throws IOException {
    reopen(700);
    DeltaChange first = new DeltaChange(object(1, 0), object(1, 40));
    DeltaChange second = new DeltaChange(object(2, 0), object(2, 40));
    DeltaChange stranger = new DeltaChange(object(3, 0), object(3, 40));
    make(first, second);

    folder.find(stranger);
    make(first, second, stranger);

    assertThat(folder.has(first)).isTrue();
    assertThat(folder.has(second)).isTrue();
    assertThat(folder.has(stranger)).isFalse();
  }

  @Test
  void lessRoom_takesTheLeastUsefulAway_andNoneMakesNone() throws IOException {
    AtomicLong room = new AtomicLong(ROOM);
    folder = new DeltaFolder(temporary.resolve("deltas"), room::get, clock);
    workshop = new DeltaWorkshop(folder, this::find, work::add);
    DeltaChange first = new DeltaChange(object(1, 0), object(1, 40));
    DeltaChange second = new DeltaChange(object(2, 0), object(2, 40));
    make(first, second);

    room.set(500);
    make(first, second);
    assertThat(folder.has(first)).isTrue();
    assertThat(folder.has(second)).isFalse();

    room.set(0);
    make(first, second);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsNotReadyYet_isComing() throws IOException {
    DeltaChange change = new DeltaChange(object(1, 0), object(1, 5));
    workshop.plan(List.of(change));
    assertThat(workshop.isComing(change)).isTrue();

    work.remove().run();

    assertThat(workshop.isComing(change)).isFalse();
    assertThat(folder.has(change)).isTrue();
  }

  @Test
  void newPlan_takesThePlaceOfWhatWaits() throws IOException {
    DeltaChange old = new DeltaChange(object(1, 0), object(1, 5));
    DeltaChange next = new DeltaChange(object(1, 0), object(1, 9));
    workshop.plan(List.of(old));
    workshop.plan(List.of(next));
    assertThat(work).as("one thread at a time").hasSize(1);
    work.remove().run();

    assertThat(folder.find(old)).isEmpty();
    assertThat(folder.find(next)).isPresent();
  }
}
