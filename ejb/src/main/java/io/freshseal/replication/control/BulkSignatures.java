package io.freshseal.replication.control;

import io.freshseal.replication.entity.Action;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.vault.control.ObjectStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks for all the signature files that a plan needs at once, and judges them while more arrive.
 * What does not come this way, for whatever reason, is left to be asked for one by one.
 */
final class BulkSignatures {

  private static final int WORTH_IT = 2;
  private static final int BATCH_FILES = 256;
  private static final int BATCH_BYTES = 4 * 1024 * 1024;

  private final ObjectStore objects;
  private final MeteredSource source;
  private final Workers workers;
  private final SignatureFetch fetch;
  private final RunListener listener;

  private record Arrived(PlannedStep step, BytesAnswer.Fetched file) {}

  BulkSignatures(
      ObjectStore objects,
      MeteredSource source,
      Workers workers,
      SignatureFetch fetch,
      RunListener listener) {
    this.objects = objects;
    this.source = source;
    this.workers = workers;
    this.fetch = fetch;
    this.listener = listener;
  }

  /**
   * Obtains what it can, and tells of each file once it is judged.
   *
   * @param steps one per component of the catalog, in its order
   * @param held what is held with the wanted content, judged in this run
   * @return what became of the files that arrived
   */
  Map<ComponentId, SignatureResult> obtain(
      JudgedCatalog catalog,
      List<PlannedStep> steps,
      Function<PlannedStep, Optional<HeldFile>> held)
      throws StorageException {
    BitSet wanted = new BitSet();
    for (int i = 0; i < steps.size(); i++) {
      wanted.set(i, isMissing(steps.get(i)));
    }
    Batches batches = new Batches(steps, held);
    if (wanted.cardinality() >= WORTH_IT) {
      source.fetchSignatures(
          new SeriesRequest(catalog.digest(), catalog.catalog().components(), wanted), batches);
      batches.flush();
    }
    return batches.results;
  }

  private boolean isMissing(PlannedStep step) {
    boolean needed = step.action() == Action.FETCH_SIGNATURE || step.action() == Action.FETCH_BOTH;
    return needed
        && !objects.holds(step.wanted().signature().sha256(), step.wanted().signature().size());
  }

  /** Gathers a bounded number of files and has them judged on all threads. */
  private final class Batches implements SeriesTaker {

    private final List<PlannedStep> steps;
    private final Function<PlannedStep, Optional<HeldFile>> held;
    private final Map<ComponentId, SignatureResult> results = new HashMap<>();
    private final List<Arrived> batch = new ArrayList<>();
    private long bytes;

    Batches(List<PlannedStep> steps, Function<PlannedStep, Optional<HeldFile>> held) {
      this.steps = steps;
      this.held = held;
    }

    // Of a file that is not the one named, the source is asked again: by its name.
    @Override
    public boolean take(int place, BytesAnswer.Fetched file) throws StorageException {
      PlannedStep step = steps.get(place);
      if (file.serial().isEmpty()
          && !Sha256.of(file.bytes()).equals(step.wanted().signature().sha256())) {
        return false;
      }
      batch.add(new Arrived(step, file));
      bytes += file.bytes().length;
      if (batch.size() >= BATCH_FILES || bytes >= BATCH_BYTES) {
        flush();
      }
      return true;
    }

    private void flush() throws StorageException {
      List<SignatureResult> judged =
          workers.map(
              List.copyOf(batch),
              arrived -> fetch.take(arrived.step(), held.apply(arrived.step()), arrived.file()));
      judged.forEach(this::keep);
      batch.clear();
      bytes = 0;
    }

    // A series that was broken off may bring a file again.
    private void keep(SignatureResult result) {
      ComponentId id = result.step().wanted().id();
      if (results.put(id, result) == null) {
        listener.judged(id, result.code());
      }
    }
  }
}
