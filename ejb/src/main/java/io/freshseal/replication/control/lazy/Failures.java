package io.freshseal.replication.control.lazy;

import io.freshseal.replication.entity.ContentAnswer.Missing;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * What could not be had a moment ago, so that readers who ask on do not make a source send wrong
 * bytes, or a dead one be called, once for each of them. Safe for threads.
 */
final class Failures {

  /** A source that does not answer may do so again soon. */
  static final Duration AWAY = Duration.ofSeconds(5);

  /** What was refused once will be refused again, until somebody does something about it. */
  static final Duration REFUSED = Duration.ofMinutes(1);

  private static final int MOST = 10_000;

  private final Map<Sha256, Failure> known = new ConcurrentHashMap<>();
  private final LongSupplier nanoClock;

  private record Failure(Missing what, long until) {}

  Failures(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Remembers one, unless it is only a matter of the moment. */
  void add(Sha256 digest, Missing what) {
    if (what.code() == StatusCode.BUSY) {
      return;
    }
    if (known.size() >= MOST) {
      forgetOld();
    }
    if (known.size() < MOST) {
      known.put(digest, new Failure(what, nanoClock.getAsLong() + age(what.code()).toNanos()));
    }
  }

  private static Duration age(StatusCode code) {
    return code == StatusCode.SOURCE_UNREACHABLE || code == StatusCode.TOO_SLOW ? AWAY : REFUSED;
  }

  private void forgetOld() {
    long now = nanoClock.getAsLong();
    known.values().removeIf(failure -> failure.until() - now <= 0);
  }

  /** What is still to be said of this content. */
  Optional<Missing> find(Sha256 digest) {
    Failure failure = known.get(digest);
    if (failure == null) {
      return Optional.empty();
    }
    if (failure.until() - nanoClock.getAsLong() <= 0) {
      known.remove(digest, failure);
      return Optional.empty();
    }
    return Optional.of(failure.what());
  }

  /** Something has changed: everything may be had again. */
  void forgetAll() {
    known.clear();
  }

  /** When to ask again after such a failure. */
  static int seconds(StatusCode code) {
    return (int) Math.min(age(code).toSeconds(), 25) + ThreadLocalRandom.current().nextInt(1, 5);
  }
}
