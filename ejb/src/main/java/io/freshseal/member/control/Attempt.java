package io.freshseal.member.control;

import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.function.Supplier;

/** Work that may break off, which is an outcome too. */
final class Attempt {

  private Attempt() {}

  static Done at(Supplier<Done> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return Done.of(OrderState.FAILED, StatusCode.INTERNAL, Sentence.asIs(String.valueOf(e)));
    }
  }
}
