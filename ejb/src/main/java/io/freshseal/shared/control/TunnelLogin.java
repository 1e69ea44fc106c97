package io.freshseal.shared.control;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Whether the Java runtime lets a proxy be told a password for a tunnel. It reads {@value
 * #PROPERTY} when the first HTTP client of the process is made, whoever makes it: a value that was
 * there at the start of the process holds for sure, one that is set later may come too late.
 */
final class TunnelLogin {

  /** Names the schemes that are refused in tunnels; Basic, unless said otherwise. */
  static final String PROPERTY = "jdk.http.auth.tunneling.disabledSchemes";

  private final boolean sure;
  private final Consumer<String> warnings;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Makes it.
   *
   * @param atStart the value of the property before this application set it; null if there is none
   * @param warnings hears once that the password may not be told, in words for the log
   */
  TunnelLogin(String atStart, Consumer<String> warnings) {
    this.sure = atStart != null && !refuses(atStart);
    this.warnings = warnings;
  }

  private static boolean refuses(String schemes) {
    return List.of(schemes.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*")).contains("basic");
  }

  /** To be called where a tunnel is about to need a password. */
  void needed() {
    if (!sure && !told.getAndSet(true)) {
      warnings.accept(
          "the password of an HTTP proxy may not be told for https, since this process was started"
              + " without -D"
              + PROPERTY
              + "= (with nothing after the equals sign)");
    }
  }
}
