package io.freshseal.replication.control.relay;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.entity.ReplicationPlan;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Phase;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.AnchorBundle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How far the present run is; written by its threads, read by anybody. */
final class RunProgress implements RunListener {

  private final AtomicInteger judged = new AtomicInteger();
  private final Map<Sha256, Long> received = new ConcurrentHashMap<>();
  private volatile Phase phase = Phase.CATALOG;
  private volatile int components;
  private volatile long sequence;
  private volatile long bytesToFetch;
  private volatile AnchorBundle adopted;

  @Override
  public void anchorsAdopted(AnchorBundle bundle) {
    adopted = bundle;
  }

  /** The trust anchors that this run went on to; empty if none. */
  Optional<AnchorBundle> adopted() {
    return Optional.ofNullable(adopted);
  }

  @Override
  public void planned(Catalog catalog, ReplicationPlan plan) {
    components = plan.steps().size();
    sequence = catalog.sequence();
    phase = Phase.SIGNATURES;
  }

  @Override
  public void judged(ComponentId id, StatusCode code) {
    judged.incrementAndGet();
  }

  @Override
  public void fetching(int objects, long bytes) {
    bytesToFetch = bytes;
    phase = Phase.CONTENT;
  }

  @Override
  public void received(Sha256 object, long length, long size) {
    received.put(object, length);
  }

  RunView.Progress now() {
    long bytes = received.values().stream().mapToLong(Long::longValue).sum();
    return new RunView.Progress(
        phase,
        Math.min(judged.get(), components),
        components,
        bytes,
        bytesToFetch,
        0,
        false,
        sequence);
  }
}
