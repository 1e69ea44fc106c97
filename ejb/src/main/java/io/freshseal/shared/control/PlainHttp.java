package io.freshseal.shared.control;

import java.net.http.HttpClient;

/**
 * Where every HTTP client of this product comes from: HTTP/1.1, no redirects, no cookies. A proxy
 * may be told a password for a tunnel too, which the JDK refuses unless it hears otherwise before
 * the first client of the process is made.
 */
public final class PlainHttp {

  private static final String REFUSED_IN_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  static {
    if (System.getProperty(REFUSED_IN_TUNNELS) == null) {
      System.setProperty(REFUSED_IN_TUNNELS, "");
    }
  }

  private PlainHttp() {}

  /** A builder with what all have in common. */
  public static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }
}
