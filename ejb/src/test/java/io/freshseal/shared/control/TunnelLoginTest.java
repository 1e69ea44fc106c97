package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator hears when a proxy's password may not be told, and hears it once. */
class TunnelLoginTest {

  private final List<String> log = new ArrayList<>();

  private void neededTwice(String atStart) {
    TunnelLogin tunnels = new TunnelLogin(atStart, log::add);
    tunnels.needed();
    tunnels.needed();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"Basic", "basic", "NTLM, Basic"})
  void processThatWasStartedWithoutThePermission_saysOnceHowToGiveIt(String atStart) {
    neededTwice(atStart);

    assertThat(log)
        .singleElement()
        .asString()
        .contains("-Djdk.http.auth.tunneling.disabledSchemes= ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NTLM"})
  void processThatWasStartedWithIt_saysNothing(String atStart) {
    neededTwice(atStart);

    assertThat(log).isEmpty();
  }

  @Test
  void whoNeedsNoPasswordInATunnel_hearsNothing() {
    new TunnelLogin(null, log::add);

    assertThat(log).isEmpty();
  }
}
