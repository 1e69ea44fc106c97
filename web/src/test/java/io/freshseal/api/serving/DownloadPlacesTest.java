package io.freshseal.api.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.settings.entity.PushSettings;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who gets a place to download, and for whom some are kept. */
class DownloadPlacesTest {

  private static DownloadPlaces places(int most, long bandwidth) {
    PushSettings settings = new PushSettings(true, 1, most, bandwidth, 0);
    return new DownloadPlaces(() -> settings);
  }

  private static BooleanSupplier entering(DownloadPlaces places) {
    return () -> places.enter(false);
  }

  private static int until(BooleanSupplier enter) {
    int entered = 0;
    while (enter.getAsBoolean()) {
      entered++;
    }
    return entered;
  }

  @Test
  void aTenthOfThePlaces_isForRelays_howeverManyOthersCome() {
    DownloadPlaces places = places(1000, 0);

    assertThat(until(() -> places.enter(false))).isEqualTo(900);
    assertThat(until(() -> places.enter(true))).isEqualTo(100);
    assertThat(places.enter(true)).isFalse();

    places.leave();
    assertThat(places.enter(false)).isFalse();
    assertThat(places.enter(true)).isTrue();
  }

  @Test
  void relaysMayHaveAllPlaces() {
    DownloadPlaces places = places(40, 0);

    assertThat(until(() -> places.enter(true))).isEqualTo(40);
    assertThat(places.enter(false)).isFalse();
  }

  @Test
  void aTenthOfThePlacesThatKeepAThread_isForRelaysToo() {
    DownloadPlaces places = places(1000, 0);

    assertThat(until(() -> places.enterBlocking(false))).isEqualTo(58);
    assertThat(until(() -> places.enterBlocking(true))).isEqualTo(6);

    places.leaveBlocking();
    assertThat(places.enterBlocking(false)).isFalse();
    assertThat(places.enterBlocking(true)).isTrue();
    assertThat(places.enter(false)).isTrue();
  }

  @Test
  void aSmallBandwidth_leavesFewPlaces_andOneAtLeast() {
    assertThat(until(entering(places(1000, 40 * 2048)))).isEqualTo(36);
    assertThat(until(entering(places(1000, 1)))).isEqualTo(1);
  }
}
