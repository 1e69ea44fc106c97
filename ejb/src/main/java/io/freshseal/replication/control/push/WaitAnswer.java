package io.freshseal.replication.control.push;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.util.Optional;

/** What comes of one wait. */
public sealed interface WaitAnswer {

  /**
   * There is another catalog.
   *
   * @param tag its strong entity tag, where the server names one
   */
  record Changed(Optional<String> tag) implements WaitAnswer {}

  /** The server kept the answer back; there was no other catalog until now. */
  record Waited() implements WaitAnswer {}

  /**
   * The server, or a cache on the way, answers at once: it knows no waiting, or has no room.
   *
   * @param again when to ask again, where the server says so
   */
  record NotWaiting(Optional<Duration> again) implements WaitAnswer {}

  /** No answer, or none that helps. */
  record Failed(StatusCode code, Sentence sentence) implements WaitAnswer {}
}
