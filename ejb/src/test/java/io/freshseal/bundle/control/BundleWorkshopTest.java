package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.ContentRule;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWorkshopTest {

  @TempDir private Path folder;

  private final List<BundleMaking> ended = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private BundleBench bench;
  private Path kept;

  @BeforeEach
  void open() throws IOException {
    bench = new BundleBench(folder);
    bench.world.upstream.catalogValidity = Duration.ofDays(1000);
    bench.offer("first", "1.0");
    bench.publish();
    kept = folder.resolve("kept");
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void aBundleIsMadeInItsTurn_toldOnce_andThereAfterARestart() throws IOException {
    BundleWorkshop workshop = workshop();
    BundleMaking begun = value(workshop.order(order(Set.of())));
    assertThat(workshop.find(begun.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    assertThat(workshop.file(begun.id())).as("no file before it is whole").isEmpty();
    assertThat(code(workshop.order(order(Set.of())))).isEqualTo(StatusCode.BUSY);
    assertThat(code(workshop.delete(begun.id()))).isEqualTo(StatusCode.BUSY);

    work();

    BundleMaking made = workshop.find(begun.id()).orElseThrow();
    assertThat(made.state()).isEqualTo(State.COMPLETED);
    assertThat(ended).containsExactly(made);
    byte[] file = Files.readAllBytes(workshop.file(made.id()).orElseThrow());
    assertThat(made.file().orElseThrow().sha256()).isEqualTo(Sha256.of(file));
    assertThat(made.facts().whole()).isTrue();
    assertThat(workshop().list()).containsExactly(made);
    assertThat(workshop().carried(1).map(RequestList::held).orElseThrow())
        .contains(entry().sha256(), entry().signature().sha256());
  }

  @Test
  void whatIsHeldElsewhere_isRememberedForTheNextOne() throws IOException {
    BundleWorkshop workshop = workshop();
    Sha256 content = entry().sha256();
    value(workshop.order(order(Set.of(content))));
    work();

    BundleMaking made = workshop.list().get(0);
    assertThat(made.facts().whole()).isFalse();
    assertThat(workshop.carried(1).map(RequestList::held).orElseThrow()).contains(content);
  }

  @Test
  void aFailure_leavesNoFile_andSaysWhy() throws IOException {
    BundleWorkshop workshop = workshop();
    BundleMaking begun = value(workshop.order(order(Set.of())));
    Files.delete(bench.connected.objects().find(entry().sha256()).orElseThrow());

    work();

    BundleMaking failed = workshop.find(begun.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.code()).isEqualTo(StatusCode.STORAGE_FAULT);
    assertThat(failed.why()).isPresent();
    assertThat(kept).isEmptyDirectory();
    assertThat(ended).containsExactly(failed);
  }

  @Test
  void whatIsWritten_isKeptUntilItIs_orItsEndIsTold() throws IOException {
    Keeper keeper = new Keeper();
    BundleWorkshop workshop = workshop();
    BundleWorkshop.Order order = order(Set.of(), BundleStore.of(bench.connected).keptBy(keeper));
    value(workshop.order(order));
    work();
    assertThat(keeper.most).contains(entry().sha256(), entry().signature().sha256());
    assertThat(keeper.now).isEmpty();

    value(workshop.order(order));
    Files.delete(bench.connected.objects().find(entry().sha256()).orElseThrow());
    work();
    assertThat(workshop.list().get(0).state()).isEqualTo(State.FAILED);
    assertThat(keeper.now).isEmpty();
  }

  @Test
  void contentDroppedSinceThePlan_isTold_andNotTakenForDamage() throws IOException {
    RunPolicy lazy = RunPolicy.relay(true).with(ContentRule.ON_REQUEST);
    bench.world.run(bench.connected, bench.world.upstream, lazy);
    BundleWorkshop workshop = workshop();
    value(workshop.order(order(Set.of())));
    Files.delete(bench.connected.objects().find(entry().sha256()).orElseThrow());

    work();

    assertThat(workshop.list().get(0).code()).isEqualTo(StatusCode.BUNDLE_INCOMPLETE);
    assertThat(kept).doesNotExist();
  }

  private static final class Keeper implements ObjectKeeper {
    private final Set<Sha256> now = new HashSet<>();
    private final Set<Sha256> most = new HashSet<>();

    @Override
    public void enter(Collection<Sha256> digests) {
      now.addAll(digests);
      most.addAll(digests);
    }

    @Override
    public void leave(Collection<Sha256> digests) {
      now.removeAll(digests);
    }
  }

  @Test
  void theOldestMakesRoom_andWhatAKillLeft_isSweptUp() throws IOException {
    BundleWorkshop workshop = workshop();
    BundleMaking first = value(workshop.order(order(Set.of())));
    work();
    for (int i = 0; i < BundleWorkshop.MOST_KEPT; i++) {
      value(workshop.order(order(Set.of())));
      work();
    }
    assertThat(workshop.list()).hasSize(BundleWorkshop.MOST_KEPT);
    assertThat(workshop.find(first.id())).isEmpty();

    Path torn = Files.createDirectories(kept.resolve(UUID.randomUUID().toString()));
    Files.write(torn.resolve("dsupdate_1.zip.part"), new byte[10]);
    Path cut = workshop.file(workshop.list().get(0).id()).orElseThrow();
    Files.write(cut, new byte[10]);

    assertThat(workshop().list()).hasSize(BundleWorkshop.MOST_KEPT - 1);
    try (Stream<Path> left = Files.list(kept)) {
      assertThat(left).hasSize(BundleWorkshop.MOST_KEPT - 1);
    }
  }

  @Test
  void whatIsDeleted_isGone() throws IOException {
    BundleWorkshop workshop = workshop();
    BundleMaking begun = value(workshop.order(order(Set.of())));
    work();

    value(workshop.delete(begun.id()));

    assertThat(workshop.list()).isEmpty();
    assertThat(workshop.file(begun.id())).isEmpty();
    assertThat(kept).isEmptyDirectory();
    assertThat(code(workshop.delete(begun.id()))).isEqualTo(StatusCode.NOT_FOUND);
  }

  private BundleWorkshop workshop() throws StorageException {
    return new BundleWorkshop(kept, Clock.systemUTC(), waiting::add, ended::add);
  }

  private BundleWorkshop.Order order(Set<Sha256> held) throws StorageException {
    return order(held, BundleStore.of(bench.connected));
  }

  private BundleWorkshop.Order order(Set<Sha256> held, BundleStore store) throws StorageException {
    BundlePlan plan = value(bench.plan(BundleWish.ALL.without(held)));
    return new BundleWorkshop.Order(store, plan, held, "somebody");
  }

  private CatalogEntry entry() {
    return bench.connected.snapshot().orElseThrow().catalog().components().get(0);
  }

  private void work() {
    waiting.remove(0).run();
  }

  private static <T> T value(Outcome<T> outcome) {
    return ((Outcome.Done<T>) outcome).value();
  }

  private static StatusCode code(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).code();
  }
}
