package io.freshseal.api.fastlane;

import io.freshseal.settings.entity.SettingsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the lanes of changed settings. */
@ApplicationScoped
public class LaneRefresh {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Tells this, too, from now on. */
  void tell(Runnable listener) {
    listeners.add(listener);
  }

  void changed(@Observes SettingsChanged change) {
    listeners.forEach(Runnable::run);
  }
}
