package io.freshseal.settings.boundary;

import io.freshseal.settings.control.SettingLayers;
import io.freshseal.settings.control.SettingProblem;
import io.freshseal.settings.control.SettingsOutcome;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StartValues;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The first bean to start: refuses to go on with values that cannot be right, before anything is
 * written anywhere.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class StartCheck {

  private StartValues values;

  @PostConstruct
  void check() {
    try {
      values = StartValues.ofProcess();
    } catch (UncheckedIOException e) {
      throw StartFailure.tell(e.getMessage() + ".", e);
    }
    SettingLayers.of(values).validate().fold(this::prepare, StartCheck::refuse);
  }

  /** What the process was started with. */
  public StartValues values() {
    return values;
  }

  private Settings prepare(SettingsOutcome.Valid valid) {
    Settings settings = valid.settings();
    try {
      Files.createDirectories(settings.data());
    } catch (IOException e) {
      throw StartFailure.tell("the data folder " + settings.data() + " cannot be made.", e);
    }
    if (!Files.isWritable(settings.data())) {
      throw StartFailure.tell("the data folder " + settings.data() + " is not writable.", null);
    }
    return settings;
  }

  private static Settings refuse(SettingsOutcome.Invalid invalid) {
    throw StartFailure.tell(invalid.problems().stream().map(SettingProblem::sentence).toList());
  }
}
