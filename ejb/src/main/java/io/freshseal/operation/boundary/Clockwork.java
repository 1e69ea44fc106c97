package io.freshseal.operation.boundary;

import io.freshseal.bundle.boundary.BundleTimer;
import io.freshseal.member.boundary.FleetMember;
import io.freshseal.publishing.boundary.SourceTimer;
import io.freshseal.replication.boundary.RelayTimer;
import io.freshseal.shelf.boundary.DeltaDesk;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * The last bean to start: starts every timer. A timer that fires while other singletons are still
 * being made makes the container take their order for a cycle, so no bean starts timers by itself
 * and none is declared by annotation. For the same reason no bean names two others of which one
 * depends on the other: the container takes such siblings for a cycle.
 */
@Startup
@Singleton
@DependsOn({
  "SourceTimer",
  "RelayTimer",
  "FleetMember",
  "HousekeepingTimer",
  "AccessDesk",
  "FirstAdministrator"
})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Clockwork {

  @EJB private HousekeepingTimer housekeeping;
  @EJB private SourceTimer source;
  @EJB private RelayTimer relay;
  @EJB private BundleTimer bundles;
  @EJB private DeltaDesk deltas;
  @EJB private FleetMember member;

  @PostConstruct
  void start() {
    housekeeping.start();
    source.start();
    relay.start();
    bundles.start();
    deltas.start();
    member.start();
  }
}
