package io.freshseal.replication.control.lazy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.settings.entity.LazySettings;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;

/** What contents on request need of the relay around them. */
public interface LazyPorts {

  /** The settings in force. */
  LazySettings settings();

  /** What the relay judges by now. */
  Verdict<TrustBasis> trust();

  /** Where the relay takes components from now. */
  UpdateSource source();

  /** Hears of what could not be had; never fails. */
  void refused(CatalogEntry entry, RunRefusal why);
}
