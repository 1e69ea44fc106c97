package io.freshseal.api.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.settings.entity.PushSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who gets a place to download, and for whom some are kept. */
class DownloadPlacesTest {

  private final List<Integer> ended = new ArrayList<>();
  private long nanos;

  private DownloadPlaces places(int most, long bandwidth) {
    PushSettings settings = new PushSettings(true, 1, most, bandwidth, 0);
    return new DownloadPlaces(() -> settings, () -> nanos);
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

    List<ThreadPlace> one = new ArrayList<>();
    takes(places, false, one);
    assertThat(until(() -> places.enter(false))).isEqualTo(899);
    assertThat(until(() -> places.enter(true))).isEqualTo(100);
    assertThat(places.enter(true)).isFalse();

    places.leave(one.get(0));
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
    List<ThreadPlace> taken = new ArrayList<>();

    assertThat(until(() -> takes(places, false, taken))).isEqualTo(58);
    assertThat(until(() -> takes(places, true, taken))).isEqualTo(6);

    places.leave(taken.get(0));
    places.leave(taken.get(0));
    assertThat(takes(places, false, taken)).isFalse();
    assertThat(takes(places, true, taken)).isTrue();
    assertThat(takes(places, true, taken)).isFalse();
    assertThat(places.enter(false)).isTrue();
  }

  private boolean takes(DownloadPlaces places, boolean relay, List<ThreadPlace> taken) {
    int number = taken.size();
    Optional<ThreadPlace> place = places.takeThread(relay, () -> ended.add(number));
    place.ifPresent(taken::add);
    return place.isPresent();
  }

  private static void send(ThreadPlace place, int bytes) throws IOException {
    place.noting(FileSlice.Pace.FREE).before(bytes);
  }

  @Test
  void theSlowestGivesWay_onceOthersAreTurnedAway_andNoRelayDoes() throws IOException {
    DownloadPlaces places = places(20, 0);
    List<ThreadPlace> taken = new ArrayList<>();
    takes(places, true, taken);
    until(() -> takes(places, false, taken));
    assertThat(taken).hasSize(18);
    for (ThreadPlace each : taken) {
      send(each, 70 * 16 * 1024);
    }
    nanos += Duration.ofSeconds(59).toNanos();
    takes(places, false, taken);
    assertThat(ended).as("within a minute").isEmpty();

    nanos += Duration.ofSeconds(40).toNanos();
    for (int i = 2; i < taken.size(); i++) {
      send(taken.get(i), i == 7 ? 1 : 40 * 16 * 1024);
    }
    takes(places, false, taken);
    assertThat(ended).containsExactly(1);
    takes(places, false, taken);
    takes(places, false, taken);
    assertThat(ended).containsExactly(1, 7);

    places.leave(taken.get(1));
    assertThat(takes(places, false, taken)).isTrue();
  }

  @Test
  void whereABandwidthIsSet_nobodyGivesWay_howeverSlow() {
    DownloadPlaces places = places(20, 1_000_000);
    List<ThreadPlace> taken = new ArrayList<>();
    until(() -> takes(places, false, taken));
    nanos += Duration.ofHours(1).toNanos();

    assertThat(takes(places, false, taken)).isFalse();
    assertThat(ended).isEmpty();
  }

  @Test
  void relaysGiveWay_onlyWhereTheyHaveMoreThanIsKeptForThem() {
    DownloadPlaces places = places(20, 0);
    List<ThreadPlace> taken = new ArrayList<>();
    until(() -> takes(places, true, taken));
    assertThat(taken).hasSize(20);
    nanos += Duration.ofHours(1).toNanos();

    for (int i = 0; i < 100; i++) {
      int before = ended.size();
      takes(places, false, new ArrayList<>());
      ended.subList(before, ended.size()).forEach(number -> places.leave(taken.get(number)));
    }

    // A tenth of 20 is kept for them.
    assertThat(ended).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void relaysThatHaveAllThreads_giveWay_thoughThereAreOtherPlaces() {
    DownloadPlaces places = places(1000, 0);
    List<ThreadPlace> taken = new ArrayList<>();
    until(() -> takes(places, true, taken));
    assertThat(taken).hasSize(64);
    nanos += Duration.ofHours(1).toNanos();

    assertThat(takes(places, false, taken)).isFalse();

    assertThat(ended).hasSize(1);
  }

  @Test
  void whoIsDone_isNotEndedAnyMore() {
    DownloadPlaces places = places(20, 0);
    List<ThreadPlace> taken = new ArrayList<>();
    takes(places, false, taken);

    places.leave(taken.get(0));
    taken.get(0).giveWay();

    assertThat(ended).isEmpty();
  }

  @Test
  void aSmallBandwidth_leavesFewPlaces_andOneAtLeast() {
    assertThat(until(entering(places(1000, 40 * 2048)))).isEqualTo(36);
    assertThat(until(entering(places(1000, 1)))).isEqualTo(1);
  }
}
