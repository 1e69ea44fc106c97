package io.freshseal.replication.control.relay;

import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.replication.entity.RunView;
import io.freshseal.settings.entity.Settings;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import java.util.List;
import java.util.Optional;

/** What a relay needs of the process around it. */
public interface RelayPorts {

  /** The settings in force. */
  Settings settings();

  /** What each build can do. */
  RelayBuildTable builds();

  /** What the relay judges by now. */
  Verdict<TrustBasis> trust();

  /** What the fleet says of where components come from. */
  Upstream upstream();

  /** The name of this node. */
  String node();

  /** Claims the relay's work for this node, or prolongs the claim; false if another node has it. */
  boolean claim();

  /** Ends the claim. */
  void release();

  /** Records an event; never fails. */
  void record(SystemEvent event);

  /** Keeps the record of a run that is over; never fails. */
  void keep(RunView run);

  /** The newest kept record. */
  Optional<RunView> newest();

  /** Takes over what is held now; false if it could not. */
  boolean project(List<Holding> holdings);
}
