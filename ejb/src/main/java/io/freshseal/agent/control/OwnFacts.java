package io.freshseal.agent.control;

import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Platform;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an agent says of the computer that it runs on. */
public final class OwnFacts {

  private OwnFacts() {}

  /** The facts of this computer under a name. */
  public static MemberFacts of(ComputerName name) {
    return new MemberFacts(
        name,
        platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")),
        RelayBuildTable.OWN_BUILD,
        Set.of(MemberRole.AGENT),
        Optional.empty());
  }

  /** The name that the operating system has for this computer; empty if that is no name here. */
  public static Optional<ComputerName> hostName() {
    try {
      return ComputerName.parse(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The platform as components name it, for example {@code linux-amd64}. */
  static Platform platform(String system, String architecture) {
    String name = word(system);
    String kind = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : name;
    return Platform.parse(kind + "-" + word(architecture)).orElse(Platform.ANY);
  }

  private static String word(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "");
  }
}
