package io.freshseal.replication.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room or with a fault is an outcome, not a corruption. */
class FullDiskTest {

  @TempDir Path folder;
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
  private ReplicationBench bench;
  private Vault relay;

  @BeforeEach
  void serveOneComponent() throws IOException {
    bench = new ReplicationBench(folder);
    relay = bench.vault("relay", where -> room.get());
    bench.upstream.offer("rules", "1.0", content("rules", 20_000));
    bench.upstream.publish();
    bench.runRelay(relay, true);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void content_that_does_not_fit_is_not_begun() {
    CatalogEntry large = bench.upstream.offer("rules", "1.1", content("large", 300_000));
    bench.upstream.publish();
    room.set(16L * 1024 * 1024 + 299_999);

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.code()).isEqualTo(StatusCode.DISK_FULL);
    assertThat(run.traffic().contentBytes()).isZero();
    assertThat(relay.snapshot().orElseThrow().catalog().sequence()).isEqualTo(1);

    room.set(16L * 1024 * 1024 + 300_000);
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
    assertThat(relay.state().find(large.id())).contains(large);
  }

  @Test
  void fault_of_the_disk_fails_the_run_and_what_is_served_stays() throws IOException {
    bench.upstream.offer("rules", "1.1", content("large", 300_000));
    bench.upstream.publish();
    StoreState before = relay.state();
    Path staging = folder.resolve("relay").resolve("staging");
    Files.delete(staging);
    Files.writeString(staging, "no folder any more");

    RunOutcome run = bench.runRelay(relay, true);

    assertThat(run.result()).isEqualTo(RunResult.FAILED);
    assertThat(run.code()).isEqualTo(StatusCode.STORAGE_FAULT);
    assertThat(relay.state().served()).isEqualTo(before.served());
    assertThat(relay.state().held()).isEqualTo(before.held());
  }

  @Test
  void second_run_on_a_store_at_work_is_busy() throws IOException {
    assertThat(relay.alone(() -> bench.runRelay(relay, true).code())).contains(StatusCode.BUSY);
    assertThat(bench.runRelay(relay, true).result()).isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void damaged_signature_file_is_fetched_again() throws IOException {
    CatalogEntry held = relay.state().held().get(0);
    Path file = relay.objects().find(held.signature().sha256()).orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);

    RunOutcome run = bench.runRelay(relay, false);

    assertThat(run.result()).isEqualTo(RunResult.COMPLETED);
    assertThat(run.traffic().contentBytes()).isZero();
    assertThat(relay.objects().verify(held.signature().sha256())).isTrue();
  }
}
