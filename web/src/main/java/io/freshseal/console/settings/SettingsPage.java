package io.freshseal.console.settings;

import io.freshseal.console.frame.Notices;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingView;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All settings; those that may change while the process runs have a form each. */
@Named
@RequestScoped
public class SettingsPage {

  private static final String PAGE = "/console/settings?faces-redirect=true";

  private final SettingsDesk desk;
  private final Notices notices;
  private final Map<SettingKey, SettingView> views = new EnumMap<>(SettingKey.class);
  private final Map<String, String> values = new HashMap<>();

  /** For the container's proxy. */
  protected SettingsPage() {
    this(null, null);
  }

  @Inject
  public SettingsPage(SettingsDesk desk, Notices notices) {
    this.desk = desk;
    this.notices = notices;
  }

  @PostConstruct
  void load() {
    for (SettingView view : desk.list()) {
      views.put(view.key(), view);
      view.value().ifPresent(value -> values.put(view.key().shortKey(), value));
    }
  }

  /** The settings with a form. */
  public List<SettingKey> getChangeable() {
    return Arrays.stream(SettingKey.values()).filter(SettingKey::changeable).toList();
  }

  /** The settings that the start alone decides. */
  public List<SettingKey> getFixed() {
    return Arrays.stream(SettingKey.values()).filter(key -> !key.changeable()).toList();
  }

  /** A setting as people may see it. */
  public SettingView view(SettingKey key) {
    return views.get(key);
  }

  /** What stands in the fields, by short key. */
  public Map<String, String> getValues() {
    return values;
  }

  /** The id of a setting's elements on the page: {@code relay-build}. */
  public String id(SettingKey key) {
    return key.shortKey().replace('.', '-');
  }

  /** Stores the value of one field. */
  public String save(SettingKey key) {
    return ended(desk.change(key.key(), values.get(key.shortKey())), "settings.saved");
  }

  /** Forgets what was changed. */
  public String reset(SettingKey key) {
    return ended(desk.reset(key.key()), "settings.reset.done");
  }

  private String ended(SettingChange change, String done) {
    return change.fold(
        changed -> {
          SettingView setting = changed.setting();
          notices.done(done, setting.key().key(), setting.value().orElse(""));
          return PAGE;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }
}
