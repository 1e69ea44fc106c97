package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.Traffic;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts what a run asks of its source, and gives up on a source that fails time after time, so
 * that a long catalog does not mean a long line of time-outs.
 */
final class MeteredSource {

  /**
   * How long a run asks for further things. A source that is just fast enough could hold a run for
   * days otherwise; what is missing comes with the next run.
   */
  static final Duration LONGEST_RUN = Duration.ofHours(6);

  private static final int GIVE_UP_AFTER = 5;
  private static final Sentence GIVEN_UP =
      Sentence.of(ReplicationSentence.SOURCE_GIVEN_UP, GIVE_UP_AFTER);
  private static final Sentence TAKES_TOO_LONG =
      Sentence.of(ReplicationSentence.RUN_TOO_LONG, LONGEST_RUN.toHours());

  private final UpdateSource source;
  private final LongSupplier nanoClock;
  private final long began;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong catalogBytes = new AtomicLong();
  private final AtomicLong signatureBytes = new AtomicLong();
  private final AtomicLong contentBytes = new AtomicLong();
  private final AtomicLong saved = new AtomicLong();
  private final AtomicInteger failuresInARow = new AtomicInteger();

  MeteredSource(UpdateSource source) {
    this(source, System::nanoTime);
  }

  MeteredSource(UpdateSource source, LongSupplier nanoClock) {
    this.source = source;
    this.nanoClock = nanoClock;
    this.began = nanoClock.getAsLong();
  }

  CatalogAnswer fetchCatalog(Optional<String> etag, Optional<HeldContent> base) {
    requests.incrementAndGet();
    CatalogAnswer answer = source.fetchCatalog(etag, base);
    if (answer instanceof CatalogAnswer.Fetched fetched) {
      long received = fetched.delta().orElse(fetched.bytes().length);
      catalogBytes.addAndGet(received);
      saved.addAndGet(fetched.bytes().length - received);
    }
    return answer;
  }

  BytesAnswer fetchBytes(Sha256 digest, long size) {
    return refused().orElseGet(() -> counted(source.fetchBytes(digest, size), signatureBytes));
  }

  /** Asks for a revocation list, which counts as part of the catalog that names it. */
  BytesAnswer fetchList(Sha256 digest, long size) {
    return refused().orElseGet(() -> counted(source.fetchBytes(digest, size), catalogBytes));
  }

  BytesAnswer fetchAnchors(long number, long maxBytes) {
    return refused().orElseGet(() -> counted(source.fetchAnchors(number, maxBytes), catalogBytes));
  }

  BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return refused()
        .orElseGet(() -> counted(source.fetchSignature(id, version, maxBytes), signatureBytes));
  }

  /** Asks for many signature files at once; what comes of it is for the taker to know. */
  void fetchSignatures(SeriesRequest wanted, SeriesTaker taker) throws StorageException {
    if (refusal().isPresent()) {
      return;
    }
    SeriesAnswer answer = source.fetchSignatures(wanted, taker);
    requests.addAndGet(answer.requests());
    signatureBytes.addAndGet(answer.received());
    answer.failure().ifPresent(failure -> failed(failure.code()));
  }

  ObjectAnswer fetchObject(PartialObject into, Optional<HeldContent> base) throws StorageException {
    Optional<Refusal> refusal = refusal();
    if (refusal.isPresent()) {
      return new ObjectAnswer.Failed(refusal.get().code(), refusal.get().sentence(), 0);
    }
    requests.incrementAndGet();
    long before = into.length();
    ObjectAnswer answer = source.fetchObject(into, base);
    contentBytes.addAndGet(answer.received());
    saved.addAndGet(Math.max(0, into.length() - before - answer.received()));
    if (answer instanceof ObjectAnswer.Failed failed) {
      failed(failed.code());
    } else {
      failuresInARow.set(0);
    }
    return answer;
  }

  private BytesAnswer counted(BytesAnswer answer, AtomicLong bytes) {
    requests.incrementAndGet();
    if (answer instanceof BytesAnswer.Fetched fetched) {
      bytes.addAndGet(fetched.bytes().length);
      failuresInARow.set(0);
    } else if (answer instanceof BytesAnswer.Failed failed) {
      failed(failed.code());
    }
    return answer;
  }

  private void failed(StatusCode code) {
    if (code == StatusCode.SOURCE_UNREACHABLE || code == StatusCode.TOO_SLOW) {
      failuresInARow.incrementAndGet();
    } else {
      failuresInARow.set(0);
    }
  }

  /** Why the source is not asked any more in this run. */
  private record Refusal(StatusCode code, Sentence sentence) {}

  private Optional<BytesAnswer> refused() {
    return refusal().map(r -> new BytesAnswer.Failed(r.code(), r.sentence()));
  }

  private Optional<Refusal> refusal() {
    if (failuresInARow.get() >= GIVE_UP_AFTER) {
      return Optional.of(new Refusal(StatusCode.SOURCE_UNREACHABLE, GIVEN_UP));
    }
    return nanoClock.getAsLong() - began > LONGEST_RUN.toNanos()
        ? Optional.of(new Refusal(StatusCode.TOO_SLOW, TAKES_TOO_LONG))
        : Optional.empty();
  }

  Traffic traffic() {
    return new Traffic(
        requests.get(), catalogBytes.get(), signatureBytes.get(), contentBytes.get(), saved.get());
  }

  Optional<String> relayBuild() {
    return source.relayBuild();
  }
}
