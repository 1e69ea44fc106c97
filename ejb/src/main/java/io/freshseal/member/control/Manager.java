package io.freshseal.member.control;

import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;

/** The manager as a computer sees it: over a network, or within the same process. */
@FunctionalInterface
public interface Manager {

  /**
   * Reports, and hears what to do.
   *
   * @param membership who reports, where to, and by which certificates the manager is known
   */
  Reply<HeartbeatAnswer> heartbeat(Membership membership, Heartbeat heartbeat);
}
