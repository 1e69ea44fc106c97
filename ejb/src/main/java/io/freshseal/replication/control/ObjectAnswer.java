package io.freshseal.replication.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;

/** How far the transfer of an object came. */
public sealed interface ObjectAnswer {

  /** Body bytes that this transfer moved, whether or not it came to its end. */
  long received();

  /**
   * The source ended the transfer regularly; whether the object is whole is for the store to say.
   */
  record Delivered(long received) implements ObjectAnswer {}

  /**
   * The transfer broke off; what has arrived is kept for a resumption.
   *
   * @param code {@code SOURCE_INCOMPLETE} if the source does not hold the object
   * @param sentence why, for the operator
   */
  record Failed(StatusCode code, Sentence sentence, long received) implements ObjectAnswer {

    /** The same, when so many bytes were moved in all. */
    Failed after(long all) {
      return new Failed(code, sentence, all);
    }
  }
}
