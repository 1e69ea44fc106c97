package io.freshseal.api.fastlane;

import io.freshseal.api.serving.QuickRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.Request;

/**
 * Tells requests in which nothing is asked for but the bytes, as they are, as {@code zstd} or as a
 * delta, or whether they are still these.
 */
final class PlainRequest {

  private static final String ANY = "*/*";
  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  /** What changes the answer, or needs to be looked at by those who know it. */
  private static final Set<String> UNUSUAL =
      Set.of(
          "authorization",
          "content-type",
          "cookie",
          "expect",
          "if-match",
          "if-range",
          "prefer",
          "range",
          "transfer-encoding",
          "upgrade");

  private PlainRequest() {}

  /**
   * Whether it is one.
   *
   * @param mediaType of what is there by that address
   */
  static boolean is(Request request, String mediaType) {
    Method method = request.getMethod();
    if (!Method.GET.equals(method) && !Method.HEAD.equals(method)
        || request.getQueryString() != null
        || Protocol.HTTP_0_9.equals(request.getProtocol())) {
      return false;
    }
    for (String name : request.getHeaderNames()) {
      if (UNUSUAL.contains(name.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return hasNoBody(request) && accepts(request, mediaType) && takesTheBytes(request);
  }

  // The client of the JDK says so of every GET.
  private static boolean hasNoBody(Request request) {
    for (String line : request.getHeaders("Content-Length")) {
      if (!line.equals("0")) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(Request request, String mediaType) {
    for (String line : request.getHeaders("Accept")) {
      if (!line.equals(ANY) && !line.equals(mediaType)) {
        return false;
      }
    }
    return true;
  }

  private static boolean takesTheBytes(Request request) {
    for (String line : request.getHeaders(ACCEPT_ENCODING)) {
      if (line.contains("identity")) {
        return false;
      }
    }
    return true;
  }

  /** What it says. */
  static QuickRequest read(Request request) {
    return new QuickRequest(
        Method.HEAD.equals(request.getMethod()),
        ifNoneMatch(request),
        lines(request, ACCEPT_ENCODING),
        lines(request, "Available-Dictionary"),
        lines(request, "Sec-Fetch-Site"));
  }

  private static List<String> lines(Request request, String name) {
    List<String> lines = new ArrayList<>(1);
    request.getHeaders(name).forEach(lines::add);
    return lines;
  }

  private static String ifNoneMatch(Request request) {
    String joined = null;
    for (String line : request.getHeaders("If-None-Match")) {
      joined = joined == null ? line : joined + ", " + line;
    }
    return joined;
  }
}
