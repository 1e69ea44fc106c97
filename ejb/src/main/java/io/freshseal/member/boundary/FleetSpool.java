package io.freshseal.member.boundary;

import io.freshseal.events.control.Outbox;
import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StartValues;
import io.freshseal.shared.control.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keeps the events of a server's relay for its manager, beside the server's own log and under the
 * same keys. Knows by the start's values whether there is a manager, so that no event is missed
 * that other beans record while they are made.
 */
@ApplicationScoped
public class FleetSpool {

  private static final System.Logger LOG = System.getLogger(FleetSpool.class.getName());
  private static final Set<Origin> TOLD = EnumSet.of(Origin.RELAY, Origin.SOURCE);

  private Outbox spool;

  /** Keeps an event before the log has it, if there is a manager who is to know. */
  public void recorded(@Observes SystemEvent event) {
    if (TOLD.contains(event.type().origin())) {
      keep(event);
    }
  }

  private synchronized void keep(SystemEvent event) {
    try {
      if (open()) {
        spool.append(event);
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "an event is not kept for the manager: {0}", e.getMessage());
    }
  }

  /**
   * The events that wait for the manager; null where this process joins no fleet.
   *
   * @throws StorageException if the disk refuses
   */
  public synchronized Outbox spool() throws StorageException {
    open();
    return spool;
  }

  private boolean open() throws StorageException {
    StartValues values = StartValues.ofProcess();
    boolean joins =
        values.find(SettingKey.MANAGER_URL.key()).filter(url -> !url.isBlank()).isPresent();
    if (joins && spool == null) {
      spool = new MemberFolder(DataFolder.of(values).root()).openSpool();
    }
    return joins;
  }
}
