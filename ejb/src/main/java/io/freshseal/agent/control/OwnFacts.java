package io.freshseal.agent.control;

import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.member.control.HostFacts;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import java.util.Optional;
import java.util.Set;

/** What an agent says of itself. */
public final class OwnFacts {

  private OwnFacts() {}

  /** The facts of this computer under a name. */
  public static MemberFacts of(ComputerName name) {
    return new MemberFacts(
        name,
        HostFacts.platform(),
        RelayBuildTable.OWN_BUILD,
        Set.of(MemberRole.AGENT),
        Optional.empty());
  }
}
