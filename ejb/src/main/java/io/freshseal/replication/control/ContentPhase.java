package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.vault.control.ObjectStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches all content that is missing, each object once, several at once, if the disk has room. */
final class ContentPhase {

  /** Room that is left alone, for the state file and others on the same disk. */
  private static final long RESERVE_BYTES = 16L * 1024 * 1024;

  private final ObjectStore objects;
  private final Workers workers;
  private final RunListener listener;
  private final ContentFetch fetch;

  ContentPhase(ObjectStore objects, Workers workers, MeteredSource source, RunListener listener) {
    this.objects = objects;
    this.workers = workers;
    this.listener = listener;
    this.fetch = new ContentFetch(objects, source, listener);
  }

  /**
   * Fetches.
   *
   * @param wanted what has to be in the store, in any order, repeats allowed
   * @return what could not be had, with the reason
   */
  Map<Sha256, RunRefusal> fetch(List<ContentNeed> wanted, Instant now) throws StorageException {
    List<ContentNeed> missing = missing(wanted, now);
    if (missing.isEmpty()) {
      return Map.of();
    }
    long bytes = missing.stream().mapToLong(ContentNeed::size).reduce(0, ContentPhase::sum);
    long room = objects.usableBytes() - RESERVE_BYTES;
    if (bytes > room) {
      return refuseAll(missing, bytes, room);
    }
    listener.fetching(missing.size(), bytes);
    List<Optional<RunRefusal>> results = workers.map(missing, fetch::obtain);
    Map<Sha256, RunRefusal> refused = new HashMap<>();
    for (int i = 0; i < missing.size(); i++) {
      Sha256 digest = missing.get(i).sha256();
      results.get(i).ifPresent(refusal -> refused.put(digest, refusal));
    }
    return refused;
  }

  private List<ContentNeed> missing(List<ContentNeed> wanted, Instant now) throws StorageException {
    Map<Sha256, ContentNeed> missing = new LinkedHashMap<>();
    for (ContentNeed need : wanted) {
      if (objects.holds(need.sha256(), need.size())) {
        // Nothing names it yet; it must not be collected before the switch.
        objects.touch(need.sha256(), now);
      } else {
        missing.putIfAbsent(need.sha256(), need);
      }
    }
    return List.copyOf(missing.values());
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static Map<Sha256, RunRefusal> refuseAll(
      List<ContentNeed> missing, long bytes, long room) {
    RunRefusal refusal =
        RunRefusal.ofRun(
            StatusCode.DISK_FULL, Evidence.of(ReplicationSentence.NO_ROOM, bytes, room));
    Map<Sha256, RunRefusal> refused = new HashMap<>();
    missing.forEach(need -> refused.put(need.sha256(), refusal));
    return refused;
  }
}
