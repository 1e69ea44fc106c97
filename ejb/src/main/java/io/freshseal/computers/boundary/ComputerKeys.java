package io.freshseal.computers.boundary;

import io.freshseal.computers.control.FleetSecrets;
import io.freshseal.computers.control.Strangers;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells which computer holds a key, and tells of keys that none holds. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ComputerKeys {

  private final Strangers strangers = new Strangers();

  @EJB private ComputerRows rows;
  @EJB private EventLog events;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  /**
   * The computer that holds this key; foreign text, empty for anything that is no key of ours.
   *
   * @param address where the key comes from
   */
  public Optional<UUID> owner(String key, String address) {
    if (!Enrolment.isKey(key)) {
      return Optional.empty();
    }
    Optional<UUID> owner = rows.byKey(FleetSecrets.digest(key));
    if (owner.isEmpty() && settings.current().has(Role.MANAGER)) {
      strange(address, clock.instant());
    }
    return owner;
  }

  // Somebody forgot to remove the agent from a machine that left the fleet, or has an old copy of
  // its disk, or guesses.
  private void strange(String address, Instant now) {
    if (strangers.isNews(address, now)) {
      events.record(
          SystemEvent.of(EventType.CONTACT_BY_STRANGER, now).about(address).figures(address));
    }
  }
}
