package io.freshseal.member.control;

import io.freshseal.member.entity.ComputerName;
import io.freshseal.shared.entity.Platform;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** What the operating system says of the computer that this process runs on. */
public final class HostFacts {

  private HostFacts() {}

  /** The name that the operating system has for this computer; empty if that is no name here. */
  public static Optional<ComputerName> name() {
    try {
      return ComputerName.parse(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The platform as components name it, for example {@code linux-amd64}. */
  public static Platform platform() {
    return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** The platform by the names that Java has for system and architecture. */
  public static Platform platform(String system, String architecture) {
    String name = word(system);
    String kind = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : name;
    return Platform.parse(kind + "-" + word(architecture)).orElse(Platform.ANY);
  }

  private static String word(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "");
  }
}
