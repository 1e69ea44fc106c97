package io.freshseal.api.relay;

import io.freshseal.api.problem.Problem;
import io.freshseal.replication.entity.ContentAnswer.Missing;
import java.util.Map;

/** What a reader is told whose content comes on request, but not now. */
final class MissingContent {

  private MissingContent() {}

  /** The refusal, with when to ask again. */
  static Problem problem(Missing missing) {
    int status =
        switch (missing.code()) {
          // As for anything that is not to be had here: readers know what to do then.
          case SOURCE_INCOMPLETE -> 404;
          case BUSY -> 503;
          case TOO_SLOW -> 504;
          case DISK_FULL, TOO_LARGE -> 507;
          case INTERNAL, STORAGE_FAULT -> 500;
          default -> 502;
        };
    return new Problem(
        status,
        missing.code(),
        missing.sentence(),
        Map.of("Retry-After", Integer.toString(missing.seconds())));
  }
}
