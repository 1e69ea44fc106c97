package io.freshseal.shared.control;

import java.lang.System.Logger.Level;
import java.net.http.HttpClient;

/**
 * Where every HTTP client of this product comes from: HTTP/1.1, no redirects, no cookies. A proxy
 * may be told a password for a tunnel too, which the JDK refuses unless it hears otherwise before
 * the first client of the process is made. The programs of the distribution say so at their start;
 * elsewhere it is said here, and whether that is in time depends on what else runs in the process.
 */
public final class PlainHttp {

  private static final System.Logger LOG = System.getLogger(PlainHttp.class.getName());
  private static final TunnelLogin TUNNELS;

  static {
    String atStart = System.getProperty(TunnelLogin.PROPERTY);
    TUNNELS = new TunnelLogin(atStart, why -> LOG.log(Level.WARNING, why));
    if (atStart == null) {
      System.setProperty(TunnelLogin.PROPERTY, "");
    }
  }

  private PlainHttp() {}

  /** A builder with what all have in common. */
  public static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /** Notes that a proxy is to be told a password for a tunnel; logs once if it may not be. */
  public static void needsTunnelLogin() {
    TUNNELS.needed();
  }
}
