package io.freshseal.replication.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.OptionalLong;

/** What a source answers when it is asked for a signature file. */
public sealed interface BytesAnswer {

  /**
   * Bytes, not judged yet.
   *
   * @param serial the serial that the source claims for a signature file; a hint, never proof
   */
  record Fetched(byte[] bytes, OptionalLong serial) implements BytesAnswer {}

  /**
   * None.
   *
   * @param code {@code SOURCE_INCOMPLETE} if the source does not hold it
   * @param sentence why, for the operator
   */
  record Failed(StatusCode code, Sentence sentence) implements BytesAnswer {}
}
