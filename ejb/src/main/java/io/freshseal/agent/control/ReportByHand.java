package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MemberMemory;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Membership;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.FolderLock;
import io.freshseal.vault.entity.Recovery;
import java.util.Optional;

/**
 * Keeps how a command by hand ended, for the next heartbeat to tell. While the folder's service
 * runs, it alone speaks for the computer, and tells what is held anyway.
 */
public final class ReportByHand {

  private final MemberFolder folder;
  private final Membership membership;

  public ReportByHand(MemberFolder folder, Membership membership) {
    this.folder = folder;
    this.membership = membership;
  }

  /**
   * Keeps the outcome.
   *
   * @param repaired what was found damaged on the way
   * @throws StorageException if the disk refuses
   */
  public void keep(AgentReport report, Optional<Recovery> repaired) throws StorageException {
    Done done = new AgentOutcome(folder.root().toString(), membership.id()).ordered(report);
    try (FolderLock lock = folder.claim()) {
      MemberMemory memory = MemberMemory.open(folder);
      if (done.run().isPresent()) {
        memory.log().ran(done.run().get());
      }
      if (repaired.isPresent()) {
        memory.spool().append(AgentOutcome.repaired(repaired.get(), report.now()));
      }
      for (SystemEvent event : done.events()) {
        memory.spool().append(event);
      }
    } catch (StorageException e) {
      if (e.code() != StatusCode.BUSY) {
        throw e;
      }
    }
  }
}
