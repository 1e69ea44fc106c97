package io.freshseal.console.bundles;

import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.console.frame.Notices;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.BundleSettings;
import io.freshseal.settings.entity.SettingChange;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.shared.control.JsonFields;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** When the next bundle is expected, and an exception of that date. */
@Named
@RequestScoped
public class CourierPage {

  private static final String PAGE = "/console/bundles?faces-redirect=true";
  private static final Duration EXCEPTION = Duration.ofHours(1);

  private final SettingsDesk settings;
  private final Notices notices;
  private final Clock clock;
  private String next = "";

  /** For the container's proxy. */
  protected CourierPage() {
    this(null, null, null);
  }

  @Inject
  public CourierPage(SettingsDesk settings, Notices notices, Clock clock) {
    this.settings = settings;
    this.notices = notices;
    this.clock = clock;
  }

  @PostConstruct
  void load() {
    next = bundles().nextCourier().map(Instant::toString).orElse("");
  }

  private BundleSettings bundles() {
    return settings.current().relay().bundles();
  }

  /** Until when an exception holds; null if none does. */
  public Instant getExceptionUntil() {
    CourierRule rule = rule();
    return rule.exceptionUntil().filter(until -> rule.excepted(clock.instant())).orElse(null);
  }

  private CourierRule rule() {
    return new CourierRule(bundles().nextCourier(), bundles().earlyEndUntil());
  }

  /** Whether the date has passed, so that it guards nothing any more. */
  public boolean isPast() {
    return rule().passed(clock.instant()).isPresent();
  }

  /** Sets the date of the next courier, or forgets it where nothing is typed. */
  public String changeNext() {
    return told(
        next == null || next.isBlank()
            ? settings.reset(SettingKey.RELAY_NEXT_COURIER.key())
            : settings.change(SettingKey.RELAY_NEXT_COURIER.key(), next));
  }

  /**
   * Allows for an hour that a bundle ends before that date.
   *
   * @param upload the bundle that is looked at
   */
  public String allow(String upload) {
    String saved =
        told(
            settings.change(
                SettingKey.RELAY_ALLOW_EARLY_END.key(),
                clock.instant().plus(EXCEPTION).truncatedTo(ChronoUnit.SECONDS).toString()));
    Optional<UUID> id = Optional.ofNullable(upload).flatMap(JsonFields::parseUuid);
    return saved == null || id.isEmpty()
        ? saved
        : "/console/bundle?faces-redirect=true&upload=" + id.get();
  }

  private String told(SettingChange change) {
    return change.fold(
        changed -> {
          notices.done(
              "settings.saved",
              changed.setting().key().key(),
              changed.setting().value().orElse(""));
          return PAGE;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  public String getNext() {
    return next;
  }

  public void setNext(String next) {
    this.next = next;
  }
}
