package io.freshseal.settings.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingView.Origin;
import io.freshseal.shared.control.StartValues;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingLayersTest {

  private final SettingLayers start =
      SettingLayers.of(
          StartValues.of(
              Map.of(
                  "freshseal.relay.interval", "PT1M",
                  "freshseal.admin.password", "correct horse"),
              Map.of()));

  @Test
  void storedValue_winsOverTheStartsValue() {
    SettingLayers layers = start.withStored(Map.of("freshseal.relay.interval", "PT5S"));

    assertThat(layers.find(SettingKey.RELAY_INTERVAL)).contains("PT5S");
    assertThat(layers.view(SettingKey.RELAY_INTERVAL).origin()).isEqualTo(Origin.STORED);
  }

  @Test
  void storedValueThatIsNotChangeable_isIgnored() {
    SettingLayers layers =
        start.withStored(Map.of("freshseal.data", "/elsewhere", "freshseal.of-old", "1"));

    assertThat(layers.find(SettingKey.DATA)).contains("freshseal-data");
  }

  @Test
  void everyValue_tellsWhoSaidIt() {
    assertThat(start.view(SettingKey.RELAY_INTERVAL).origin()).isEqualTo(Origin.START);
    assertThat(start.view(SettingKey.SAMPLE_INTERVAL).origin()).isEqualTo(Origin.DEFAULT);
  }

  @Test
  void secret_isMasked() {
    assertThat(start.view(SettingKey.ADMIN_PASSWORD).value()).contains(Secret.MASK);
    assertThat(new Secret("correct horse")).hasToString(Secret.MASK);
  }

  @Test
  void leavingAStoredValueOut_bringsTheStartsBack() {
    SettingLayers layers = start.with(SettingKey.RELAY_INTERVAL, "never");
    assertThat(layers.validate()).isInstanceOf(SettingsOutcome.Invalid.class);

    assertThat(layers.without(SettingKey.RELAY_INTERVAL).validate())
        .isInstanceOf(SettingsOutcome.Valid.class);
  }

  @Test
  void everyKey_isFoundByItsFullAndItsShortName() {
    for (SettingKey key : SettingKey.values()) {
      assertThat(SettingKey.parse(key.key())).contains(key);
      assertThat(SettingKey.parse(key.shortKey())).contains(key);
    }
    assertThat(SettingKey.parse("relay")).isEmpty();
  }
}
