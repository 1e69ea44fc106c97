package io.freshseal.console.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.updates.entity.UpdateOrder;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateWishTest {

  private final UpdateWish wish = new UpdateWish();

  @Test
  void addressThatSaysNothing_meansEverybody() {
    wish.take(List.of());

    assertThat(wish.objection()).isEmpty();
    assertThat(wish.order().computers().computers()).isEmpty();
  }

  @Test
  void computersThatAreNamed_areMeantOnceEach() {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();

    wish.take(List.of(one.toString(), two.toString(), one.toString()));

    assertThat(wish.objection()).isEmpty();
    assertThat(wish.order().computers().computers()).containsExactly(one, two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "0-0-0-0-0", "*"})
  void computerThatCannotBeRead_ordersNothing_ratherThanForEverybody(String id) {
    wish.take(List.of(id));
    assertThat(wish.objection()).contains("updates.selection.wrong");

    wish.take(List.of(UUID.randomUUID().toString(), id));
    assertThat(wish.objection()).contains("updates.selection.wrong");
  }

  @Test
  void moreComputersThanAnOrderNames_areNotCutOff() {
    wish.take(
        Stream.generate(() -> UUID.randomUUID().toString())
            .limit(UpdateOrder.MOST_NAMED + 1L)
            .toList());

    assertThat(wish.objection()).contains("updates.selection.wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "4h", "PT", "P999999999999999999999D"})
  void timeThatCannotBeRead_ordersNothing_ratherThanForTheUsualTime(String timeout) {
    wish.setTimeout(timeout);

    assertThat(wish.objection()).contains("updates.timeout.wrong");
  }

  @Test
  void roleStateOrKindThatCannotBeRead_ordersNothing() {
    List<BiConsumer<UpdateWish, String>> all =
        List.of(UpdateWish::setRole, UpdateWish::setState, UpdateWish::setKind);
    for (BiConsumer<UpdateWish, String> said : all) {
      UpdateWish other = new UpdateWish();
      said.accept(other, "RELAYS_OF_MINE");
      assertThat(other.objection()).contains("updates.selection.wrong");
    }
  }
}
