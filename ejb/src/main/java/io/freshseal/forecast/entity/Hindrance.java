package io.freshseal.forecast.entity;

/** Why something is not renewed before it runs out. */
public enum Hindrance {
  /** Nothing: it is renewed in time. */
  NONE,
  /** The relay's build passes over a renewed signature file of an unchanged component. */
  OLD_BUILD,
  /** The relay's last update ended for a reason that time does not mend. */
  CANNOT_FETCH,
  /** The relay is not heard any more. */
  SILENT,
  /** No relay of the group above can be reached. */
  NO_SUPPLIER,
  /** The relay has not told yet what it holds. */
  NOT_TOLD,
  /** The source does not renew what it signs. */
  SOURCE_NOT_RENEWING,
  /** Whether the source renews is not known: it does not answer. */
  SOURCE_UNKNOWN,
  /** The source's own authority ends; no renewal outlasts it. */
  AUTHORITY_ENDS,
  /** By the assumption of the question nobody fetches anything. */
  ASSUMED;

  /** Key of its sentence in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "hindrance." + name();
  }
}
