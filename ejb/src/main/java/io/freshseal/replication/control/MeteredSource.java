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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a run asks of its source, and gives up on a source that fails time after time, so
 * that a long catalog does not mean a long line of time-outs.
 */
final class MeteredSource {

  private static final int GIVE_UP_AFTER = 5;
  private static final Sentence GIVEN_UP =
      Sentence.of(ReplicationSentence.SOURCE_GIVEN_UP, GIVE_UP_AFTER);

  private final UpdateSource source;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong catalogBytes = new AtomicLong();
  private final AtomicLong signatureBytes = new AtomicLong();
  private final AtomicLong contentBytes = new AtomicLong();
  private final AtomicInteger failuresInARow = new AtomicInteger();

  MeteredSource(UpdateSource source) {
    this.source = source;
  }

  CatalogAnswer fetchCatalog(Optional<String> etag) {
    requests.incrementAndGet();
    CatalogAnswer answer = source.fetchCatalog(etag);
    if (answer instanceof CatalogAnswer.Fetched fetched) {
      catalogBytes.addAndGet(fetched.bytes().length);
    }
    return answer;
  }

  BytesAnswer fetchBytes(Sha256 digest, long size) {
    return hasGivenUp() ? givenUp() : counted(source.fetchBytes(digest, size), signatureBytes);
  }

  /** Asks for a revocation list, which counts as part of the catalog that names it. */
  BytesAnswer fetchList(Sha256 digest, long size) {
    return hasGivenUp() ? givenUp() : counted(source.fetchBytes(digest, size), catalogBytes);
  }

  BytesAnswer fetchAnchors(long number, long maxBytes) {
    return hasGivenUp() ? givenUp() : counted(source.fetchAnchors(number, maxBytes), catalogBytes);
  }

  BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return hasGivenUp()
        ? givenUp()
        : counted(source.fetchSignature(id, version, maxBytes), signatureBytes);
  }

  ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    if (hasGivenUp()) {
      return new ObjectAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, GIVEN_UP, 0);
    }
    requests.incrementAndGet();
    ObjectAnswer answer = source.fetchObject(into);
    contentBytes.addAndGet(answer.received());
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

  private boolean hasGivenUp() {
    return failuresInARow.get() >= GIVE_UP_AFTER;
  }

  private static BytesAnswer givenUp() {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, GIVEN_UP);
  }

  Traffic traffic() {
    return new Traffic(
        requests.get(), catalogBytes.get(), signatureBytes.get(), contentBytes.get());
  }

  Optional<String> relayBuild() {
    return source.relayBuild();
  }
}
