package io.freshseal.replication.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.replication.entity.ReplicationPlan;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.AnchorBundle;

/** Hears how a run gets on, on any of its threads; must be quick and must not throw. */
public interface RunListener {

  /** Hears nothing. */
  RunListener SILENT = new RunListener() {};

  /** This bundle of trust anchors is the one to judge by from now on. */
  default void anchorsAdopted(AnchorBundle bundle) {}

  /** A catalog has been judged and will be followed. */
  default void planned(Catalog catalog, ReplicationPlan plan) {}

  /** A component's signature file has been judged, fetched or held. */
  default void judged(ComponentId id, StatusCode code) {}

  /** All signature files have been judged; this much content is going to be fetched. */
  default void fetching(int objects, long bytes) {}

  /** So much of an object is here now. */
  default void received(Sha256 object, long length, long size) {}
}
