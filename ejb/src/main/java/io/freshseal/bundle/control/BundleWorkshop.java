package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.MadeFile;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes bundles, one at a time, and keeps the newest few. What is made outlives a restart; what was
 * being made when the process ended is gone without a trace. Safe for threads.
 */
public final class BundleWorkshop {

  /** The most bundles that are kept; the oldest makes room. */
  public static final int MOST_KEPT = 10;

  private static final int MOST_FAILURES = 3;

  private static final System.Logger LOG = System.getLogger(BundleWorkshop.class.getName());

  private final KeptBundles kept;
  private final Clock clock;
  private final Executor executor;
  private final Consumer<BundleMaking> ended;
  private final List<BundleMaking> all = new ArrayList<>();
  private boolean busy;

  /**
   * What is to be written.
   *
   * @param before what bundles before this one have carried
   */
  public record Order(BundleStore store, BundlePlan plan, Set<Sha256> before, String by) {

    public Order {
      before = Set.copyOf(before);
    }
  }

  /**
   * Opens it.
   *
   * @param folder need not be there yet
   * @param executor lends a thread for each bundle
   * @param ended hears of each that is made, or failed
   * @throws StorageException if the disk refuses
   */
  public BundleWorkshop(Path folder, Clock clock, Executor executor, Consumer<BundleMaking> ended)
      throws StorageException {
    this.kept = new KeptBundles(folder);
    this.clock = clock;
    this.executor = executor;
    this.ended = ended;
    all.addAll(kept.open());
  }

  /**
   * Begins to write a bundle.
   *
   * @return its beginning; refused {@code BUSY} while another one is being written, {@code
   *     DISK_FULL} if there is no room for it
   */
  public synchronized Outcome<BundleMaking> order(Order order) {
    if (busy) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.ANOTHER_IS_MADE);
    }
    Optional<Sentence> noRoom = kept.refuses(order.plan().bytes());
    if (noRoom.isPresent()) {
      return new Outcome.Refused<>(StatusCode.DISK_FULL, noRoom.get());
    }
    BundleMaking begun =
        BundleMaking.begun(UUID.randomUUID(), order.plan(), order.by(), clock.instant());
    busy = true;
    all.add(0, begun);
    try {
      executor.execute(() -> work(begun, order));
    } catch (RuntimeException | Error e) {
      busy = false;
      all.remove(begun);
      throw e;
    }
    return Outcome.done(begun);
  }

  private void work(BundleMaking begun, Order order) {
    BundleMaking end =
        begun.failed(StatusCode.INTERNAL, Sentence.of(BundleSentence.MAKING_BROKE_OFF));
    try {
      end = written(begun, order);
    } catch (StorageException e) {
      end = begun.failed(e.code(), e.sentence());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a bundle could not be made", e);
    } finally {
      if (end.state() == State.FAILED) {
        sweep(end.id());
      }
      over(end);
      ended.accept(end);
    }
  }

  private BundleMaking written(BundleMaking begun, Order order) throws StorageException {
    List<Sha256> objects = order.plan().objects().stream().map(ObjectEntry::sha256).toList();
    order.store().keeper().enter(objects);
    try {
      requireKept(order);
      return writtenOfKept(begun, order);
    } finally {
      order.store().keeper().leave(objects);
    }
  }

  // A lazy relay may have dropped some since it was planned.
  private static void requireKept(Order order) throws StorageException {
    Vault vault = order.store().vault();
    if (!vault.state().onRequest()) {
      return;
    }
    long missing =
        order.plan().objects().stream()
            .filter(object -> !vault.objects().holds(object.sha256(), object.size()))
            .count();
    if (missing > 0) {
      throw new StorageException(
          StatusCode.BUNDLE_INCOMPLETE, BundleSentence.CONTENTS_NOT_HELD, missing);
    }
  }

  private BundleMaking writtenOfKept(BundleMaking begun, Order order) throws StorageException {
    MadeBundle made =
        BundleFile.write(
            order.store(),
            order.plan(),
            kept.place(begun.id()),
            bytes -> put(begun.written(bytes)));
    BundleMaking end = begun.completed(new MadeFile(made.bytes(), made.sha256(), clock.instant()));
    kept.keep(end, carried(order));
    return end;
  }

  // What it carries and what those before it did; of very many what it carries alone.
  private static RequestList carried(Order order) {
    Set<Sha256> objects = new HashSet<>();
    order.plan().objects().forEach(object -> objects.add(object.sha256()));
    if (objects.size() + order.before().size() <= RequestList.MOST_HELD) {
      objects.addAll(order.before());
    }
    Catalog catalog = order.plan().catalog();
    return new RequestList(catalog.source(), catalog.epoch(), catalog.sequence(), objects);
  }

  private synchronized void put(BundleMaking now) {
    all.replaceAll(each -> each.id().equals(now.id()) ? now : each);
  }

  private synchronized void over(BundleMaking end) {
    put(end);
    busy = false;
    makeRoom(State.COMPLETED, MOST_KEPT);
    makeRoom(State.FAILED, MOST_FAILURES);
  }

  private void makeRoom(State state, int most) {
    List<BundleMaking> surplus =
        all.stream().filter(each -> each.state() == state).skip(most).toList();
    surplus.forEach(each -> sweep(each.id()));
    all.removeAll(surplus);
  }

  private void sweep(UUID id) {
    try {
      kept.delete(id);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "a bundle cannot be deleted: {0}", e.getMessage());
    }
  }

  /** All bundles, the newest first: the one that is being made, those that are, and failures. */
  public synchronized List<BundleMaking> list() {
    return List.copyOf(all);
  }

  /** Finds one. */
  public synchronized Optional<BundleMaking> find(UUID id) {
    return all.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The file of one that is made; read-only. */
  public Optional<Path> file(UUID id) {
    return find(id).filter(each -> each.file().isPresent()).map(kept::file);
  }

  /** What the other side holds once it has taken in the newest bundle of this sequence. */
  public Optional<RequestList> carried(long sequence) {
    return list().stream()
        .filter(each -> each.file().isPresent() && each.facts().sequence() == sequence)
        .findFirst()
        .flatMap(kept::carried);
  }

  /**
   * Deletes a bundle.
   *
   * @return refused {@code NOT_FOUND}, {@code BUSY} while it is being made, or with what the disk
   *     says
   */
  public synchronized Outcome<BundleMaking> delete(UUID id) {
    Optional<BundleMaking> found = find(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_BUNDLE);
    }
    if (found.get().state() == State.RUNNING) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.IS_BEING_MADE);
    }
    try {
      kept.delete(id);
    } catch (StorageException e) {
      return new Outcome.Refused<>(e.code(), e.sentence());
    }
    all.remove(found.get());
    return Outcome.done(found.get());
  }
}
