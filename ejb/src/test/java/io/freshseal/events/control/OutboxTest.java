package io.freshseal.events.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00.123Z");

  @TempDir private Path folder;

  private final Map<UUID, SystemEvent> table = new LinkedHashMap<>();

  private void store(List<SystemEvent> events) {
    events.forEach(event -> table.putIfAbsent(event.key(), event));
  }

  private static SystemEvent event(int second) {
    return SystemEvent.of(EventType.UPDATE_FAILURE, NOW.plusSeconds(second))
        .about("relay")
        .by("admin")
        .with(EventError.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE))
        .figures("pattern", "1.0", "because \"of\" \u671f\u9650");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void event_comesOutAsItWentIn() throws IOException {
    SystemEvent event = event(0);
    Outbox outbox = Outbox.open(folder);
    outbox.append(event);

    assertThat(outbox.drain(this::store, Duration.ZERO)).isEqualTo(1);
    assertThat(table.values()).containsExactly(event);
    assertThat(files()).isEmpty();
  }

  @Test
  void killBeforeTheDatabaseHasIt_keepsTheEventForTheNextProcess() throws IOException {
    SystemEvent event = event(0);
    Outbox.open(folder).append(event);

    Outbox next = Outbox.open(folder);
    next.drain(this::store, Duration.ZERO);

    assertThat(table).containsOnlyKeys(event.key());
  }

  @Test
  void killBetweenInsertAndDelete_storesTheEventOnce() throws IOException {
    SystemEvent event = event(0);
    Outbox outbox = Outbox.open(folder);
    outbox.append(event);
    assertThatThrownBy(
            () ->
                outbox.drain(
                    events -> {
                      store(events);
                      throw new IllegalStateException("killed after the commit");
                    },
                    Duration.ZERO))
        .isInstanceOf(IllegalStateException.class);
    assertThat(files()).hasSize(1);

    Outbox.open(folder).drain(this::store, Duration.ZERO);

    assertThat(table).hasSize(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void databaseAway_leavesEverythingWaiting() throws IOException {
    Outbox outbox = Outbox.open(folder);
    outbox.append(event(0));
    outbox.append(event(1));

    assertThatThrownBy(
            () ->
                outbox.drain(
                    events -> {
                      throw new IllegalStateException("no database");
                    },
                    Duration.ZERO))
        .isInstanceOf(IllegalStateException.class);

    assertThat(files()).hasSize(2);
    assertThat(outbox.drain(this::store, Duration.ZERO)).isEqualTo(2);
  }

  @Test
  void drainingThatTakesLong_doesNotHoldUpTheNextRecorder() throws Exception {
    Outbox outbox = Outbox.open(folder);
    outbox.append(event(0));
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread slow =
        new Thread(
            () -> {
              try {
                outbox.drain(
                    events -> {
                      atWork.countDown();
                      awaitQuietly(goOn);
                      store(events);
                    },
                    Duration.ZERO);
              } catch (StorageException e) {
                throw new AssertionError(e);
              }
            });
    slow.start();
    atWork.await();

    outbox.append(event(1));
    assertThat(outbox.drain(this::store, Duration.ZERO)).isZero();

    goOn.countDown();
    slow.join();
    assertThat(table).hasSize(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void events_areHandedOverOldestFirst() throws IOException {
    Outbox outbox = Outbox.open(folder);
    outbox.append(event(2));
    outbox.append(event(0));
    outbox.append(event(1));

    List<Instant> times = new ArrayList<>();
    outbox.drain(events -> events.forEach(event -> times.add(event.time())), Duration.ZERO);

    assertThat(times).containsExactly(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2));
  }

  @Test
  void damagedFile_isSetAsideAndTheOthersGoOn() throws IOException {
    Outbox outbox = Outbox.open(folder);
    Files.writeString(folder.resolve("000-damaged.json"), "{\"key\":");
    outbox.append(event(0));

    assertThat(outbox.drain(this::store, Duration.ZERO)).isEqualTo(1);
    assertThat(files()).singleElement().asString().endsWith(".unreadable");
  }

  @Test
  void leftoverOfAKilledWrite_isRemoved() throws IOException {
    Files.writeString(folder.resolve("x.json.abc.tmp"), "{");

    Outbox.open(folder);

    assertThat(files()).isEmpty();
  }

  @Test
  void tooManyWaiting_refusesFurtherOnesAndKeepsTheOld() throws IOException {
    for (int i = 0; i < Outbox.MAX_WAITING; i++) {
      Files.createFile(folder.resolve("%05d.json".formatted(i)));
    }
    Outbox outbox = Outbox.open(folder);

    assertThatThrownBy(() -> outbox.append(event(0))).isInstanceOf(StorageException.class);

    assertThat(files()).hasSize(Outbox.MAX_WAITING);
  }

  @Test
  void onlyAcknowledgedEvents_leave() throws IOException {
    Outbox outbox = Outbox.open(folder);
    List<SystemEvent> all = List.of(event(0), event(1), event(2));
    for (SystemEvent event : all) {
      outbox.append(event);
    }

    assertThat(outbox.oldest(2)).containsExactly(all.get(0), all.get(1));
    outbox.acknowledge(Set.of(all.get(1).key(), UUID.randomUUID()));

    assertThat(outbox.waiting()).isEqualTo(2);
    assertThat(Outbox.open(folder).oldest(10)).containsExactly(all.get(0), all.get(2));
  }

  @Test
  void damagedFileAmongTheOldest_isSetAsideAndCountsNoMore() throws IOException {
    Files.writeString(folder.resolve("000-damaged.json"), "{");
    Outbox outbox = Outbox.open(folder);

    assertThat(outbox.oldest(10)).isEmpty();
    assertThat(outbox.waiting()).isZero();
    assertThat(files()).singleElement().asString().endsWith(".unreadable");
  }
}
