package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.vault.control.Admission;
import io.freshseal.vault.control.ObjectStore;
import io.freshseal.vault.control.PartialObject;
import java.util.Optional;

/**
 * Gets objects of known digest and length: content whose signature file has been judged, and what
 * the catalog names beside its components. Resumes what an earlier attempt, run or process began.
 */
final class ContentFetch {

  private static final int ATTEMPTS = 4;

  private final ObjectStore objects;
  private final MeteredSource source;
  private final RunListener listener;

  ContentFetch(ObjectStore objects, MeteredSource source, RunListener listener) {
    this.objects = objects;
    this.source = source;
    this.listener = listener;
  }

  /** Gets one object; empty if it is in the store now. */
  Optional<RunRefusal> obtain(ContentNeed object) throws StorageException {
    Optional<PartialObject> free =
        objects.partialIfFree(
            object.sha256(),
            object.size(),
            length -> listener.received(object.sha256(), length, object.size()));
    if (free.isEmpty()) {
      // A run and a reader may want the same at once: one of them gets it.
      return Optional.of(refusal(StatusCode.BUSY, ReplicationSentence.OBJECT_ON_ITS_WAY));
    }
    try (PartialObject partial = free.get()) {
      return fill(partial, object.base());
    }
  }

  private Optional<RunRefusal> fill(PartialObject partial, Optional<HeldContent> base)
      throws StorageException {
    Optional<RunRefusal> last = Optional.empty();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long before = partial.length();
      ObjectAnswer answer =
          before < partial.size()
              ? source.fetchObject(partial, base)
              : new ObjectAnswer.Delivered(0);
      if (partial.length() == partial.size()) {
        if (partial.complete() == Admission.ADMITTED) {
          return Optional.empty();
        }
        last = Optional.of(mismatch(answer, partial));
        if (before == 0) {
          return last;
        }
        // The part from before may have been damaged: once more from the front.
      } else {
        last = Optional.of(failure(answer, partial));
        if (!mayResume(last.get(), partial.length() > before)) {
          return last;
        }
      }
    }
    return last;
  }

  // A transfer that moved something is worth another attempt, which goes on where it ended.
  private static boolean mayResume(RunRefusal last, boolean moved) {
    return moved && last.code() == StatusCode.SOURCE_UNREACHABLE;
  }

  private static RunRefusal failure(ObjectAnswer answer, PartialObject partial) {
    if (answer instanceof ObjectAnswer.Failed failed) {
      return RunRefusal.ofRun(failed.code(), Evidence.of(failed.sentence()));
    }
    return refusal(
        StatusCode.SOURCE_UNREACHABLE,
        ReplicationSentence.OBJECT_ENDS_EARLY,
        partial.length(),
        partial.size(),
        partial.expected());
  }

  private static RunRefusal mismatch(ObjectAnswer answer, PartialObject partial) {
    if (answer instanceof ObjectAnswer.Failed failed) {
      return RunRefusal.ofRun(failed.code(), Evidence.of(failed.sentence()));
    }
    return refusal(
        StatusCode.DIGEST_MISMATCH, ReplicationSentence.OBJECT_OTHER_DIGEST, partial.expected());
  }

  private static RunRefusal refusal(StatusCode code, ReplicationSentence key, Object... arguments) {
    return RunRefusal.ofRun(code, Evidence.of(key, arguments));
  }
}
