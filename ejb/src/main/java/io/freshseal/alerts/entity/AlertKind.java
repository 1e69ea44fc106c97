package io.freshseal.alerts.entity;

/** What an alert is about; one kind and one cause is one alert. */
public enum AlertKind {
  /**
   * A relay cannot renew signature files at its build; their end comes whatever the source does.
   */
  CANNOT_RENEW,
  /** Something runs out before it is renewed, for another reason. */
  EXPIRY_AHEAD,
  /** Computers should take from a relay group that has no relay. */
  EMPTY_GROUP,
  /** A relay's last update failed for a reason that time does not mend. */
  RELAY_CANNOT_FETCH,
  /** Computers have been behind the source for too long. */
  OUT_OF_DATE,
  /** The primary source cannot be asked. */
  SOURCE_UNREACHABLE,
  /** The primary source does not renew what it signs. */
  SOURCE_NOT_RENEWING,
  /** The clocks of computers go another way than the manager's. */
  CLOCKS_DIFFER,
  /** Computers have hardly any room left on their disks. */
  DISKS_FULL,
  /** Computers are not heard any more. */
  COMPUTERS_OFFLINE,
  /** The manager's own TLS certificate ends. */
  CERTIFICATE_ENDS;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "alert." + name();
  }
}
