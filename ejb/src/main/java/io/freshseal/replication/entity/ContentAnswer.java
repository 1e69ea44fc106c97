package io.freshseal.replication.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.nio.file.Path;
import java.util.Objects;

/** What came of asking for a content that comes on request. */
public sealed interface ContentAnswer {

  /**
   * It is here now.
   *
   * @param file read-only; stays for some seconds at least
   */
  record Here(Path file) implements ContentAnswer {
    public Here {
      Objects.requireNonNull(file);
    }
  }

  /** No catalog or version at hand names such a content. */
  record Unknown() implements ContentAnswer {}

  /**
   * It is not here.
   *
   * @param code {@code BUSY} while it is on its way, else what is in its way
   * @param seconds when to ask again
   */
  record Missing(StatusCode code, Sentence sentence, int seconds) implements ContentAnswer {
    public Missing {
      Objects.requireNonNull(code);
      Objects.requireNonNull(sentence);
    }
  }
}
