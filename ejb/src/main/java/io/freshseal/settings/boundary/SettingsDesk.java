package io.freshseal.settings.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.settings.control.SettingLayers;
import io.freshseal.settings.control.SettingsOutcome;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingView;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.SettingsChanged;
import io.freshseal.settings.entity.SettingsSentence;
import io.freshseal.settings.entity.StoredSetting;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings in force, and changing them while the process runs. Reading is one volatile read.
 * After a change a {@link SettingsChanged} is fired to whoever observes it.
 */
@Startup
@Singleton
@DependsOn("EventLog")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsDesk {

  private static final System.Logger LOG = System.getLogger(SettingsDesk.class.getName());

  @EJB private StartCheck start;
  @EJB private StoredSettings stored;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Inject private Event<SettingsChanged> changes;
  @Resource private SessionContext session;

  private volatile SettingLayers layers;
  private volatile Settings current;

  @PostConstruct
  void load() {
    layers = withoutUnusable(SettingLayers.of(start.values()).withStored(stored.all()));
    current = valid(layers).orElseThrow();
  }

  /** The settings in force. */
  public Settings current() {
    return current;
  }

  /** Every setting as people may see it, in the order of {@link SettingKey}. */
  public List<SettingView> list() {
    SettingLayers now = layers;
    return Arrays.stream(SettingKey.values()).map(now::view).toList();
  }

  /**
   * Changes a setting for now and for every later start. The caller is named in the event.
   *
   * @param key full ({@code freshseal.relay.build}) or short ({@code relay.build})
   */
  public SettingChange change(String key, String value) {
    return changeable(
        key,
        setting ->
            value == null || value.isBlank()
                ? refused(StatusCode.BAD_REQUEST, SettingsSentence.NO_VALUE, setting.key())
                : change(setting, value.strip()));
  }

  /**
   * Forgets what was changed at run time: what the process was started with holds again, or the
   * default. Nothing happens to a setting that was not changed. The caller is named in the event.
   *
   * @param key full or short
   */
  public SettingChange reset(String key) {
    return changeable(key, this::reset);
  }

  private static SettingChange changeable(String key, Function<SettingKey, SettingChange> change) {
    Optional<SettingKey> setting = SettingKey.parse(key);
    if (setting.isEmpty()) {
      return refused(StatusCode.NOT_FOUND, SettingsSentence.NO_SETTING);
    }
    return setting.get().changeable()
        ? change.apply(setting.get())
        : refused(StatusCode.BAD_REQUEST, SettingsSentence.FIXED, setting.get().key());
  }

  private synchronized SettingChange change(SettingKey key, String value) {
    String actor = session.getCallerPrincipal().getName();
    StoredSetting row = new StoredSetting(key, value, actor, clock.instant());
    return goOn(key, layers.with(key, value), () -> stored.save(row));
  }

  private synchronized SettingChange reset(SettingKey key) {
    return layers.view(key).origin() == SettingView.Origin.STORED
        ? goOn(key, layers.without(key), () -> stored.forget(key))
        : new SettingChange.Changed(layers.view(key));
  }

  private SettingChange goOn(SettingKey key, SettingLayers next, Runnable write) {
    return next.validate()
        .fold(
            valid -> {
              write.run();
              return inForce(key, next, valid.settings());
            },
            SettingsDesk::refused);
  }

  private SettingChange inForce(SettingKey key, SettingLayers next, Settings settings) {
    layers = next;
    current = settings;
    SettingView view = next.view(key);
    events.record(
        SystemEvent.of(EventType.SETTING_CHANGED, clock.instant())
            .about(key.key())
            .by(session.getCallerPrincipal().getName())
            .figures(key.key(), view.value().orElse("")));
    changes.fire(new SettingsChanged(Set.of(key), settings));
    return new SettingChange.Changed(view);
  }

  /** Takes over what another node on the same database has changed. */
  public synchronized void refresh() {
    SettingLayers next = withoutUnusable(SettingLayers.of(start.values()).withStored(stored.all()));
    Set<SettingKey> changed = EnumSet.noneOf(SettingKey.class);
    for (SettingKey key : SettingKey.values()) {
      if (!next.find(key).equals(layers.find(key))) {
        changed.add(key);
      }
    }
    if (!changed.isEmpty()) {
      layers = next;
      current = valid(next).orElseThrow();
      changes.fire(new SettingsChanged(changed, current));
    }
  }

  // A stored value may have become wrong: by an upgrade, or beside other start values. The process
  // was checked with its start values alone, so leaving such a value out always leads to an end.
  private static SettingLayers withoutUnusable(SettingLayers layers) {
    SettingLayers usable = layers;
    SettingsOutcome outcome = usable.validate();
    while (outcome instanceof SettingsOutcome.Invalid invalid) {
      SettingKey key = invalid.problems().get(0).key();
      LOG.log(
          System.Logger.Level.WARNING,
          "a stored setting is left out: {0}",
          invalid.problems().get(0).sentence().english());
      usable = usable.without(key);
      outcome = usable.validate();
    }
    return usable;
  }

  private static Optional<Settings> valid(SettingLayers layers) {
    return layers.validate().fold(v -> Optional.of(v.settings()), i -> Optional.empty());
  }

  private static SettingChange refused(StatusCode code, SettingsSentence key, Object... arguments) {
    return new SettingChange.Refused(code, Sentence.of(key, arguments));
  }

  // Of several objections the first: a change is of one setting, and seldom breaks two rules.
  private static SettingChange refused(SettingsOutcome.Invalid invalid) {
    return new SettingChange.Refused(StatusCode.BAD_REQUEST, invalid.problems().get(0).sentence());
  }
}
