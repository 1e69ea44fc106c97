package io.freshseal.computers.boundary;

import io.freshseal.computers.control.FleetSecrets;
import io.freshseal.member.entity.Enrolment;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;
import java.util.UUID;

/** Tells which computer holds a key. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ComputerKeys {

  @EJB private ComputerRows rows;

  /** The computer that holds this key; foreign text, empty for anything that is no key of ours. */
  public Optional<UUID> owner(String key) {
    return Enrolment.isKey(key) ? rows.byKey(FleetSecrets.digest(key)) : Optional.empty();
  }
}
