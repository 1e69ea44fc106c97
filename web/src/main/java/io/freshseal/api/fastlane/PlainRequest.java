package io.freshseal.api.fastlane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.Request;

/**
 * Tells requests in which nothing is asked for but the bytes, as they are or as {@code zstd}, or
 * whether they are still these.
 */
final class PlainRequest {

  private static final String ANY = "*/*";
  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  /** What changes the answer, or needs to be looked at by those who know it. */
  private static final Set<String> UNUSUAL =
      Set.of(
          "authorization",
          "available-dictionary",
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
    return hasNoBody(request) && accepts(request, mediaType) && wantsNoDelta(request);
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

  private static boolean wantsNoDelta(Request request) {
    for (String line : request.getHeaders(ACCEPT_ENCODING)) {
      if (line.contains("dcz") || line.contains("identity")) {
        return false;
      }
    }
    return true;
  }

  /** All lines of Accept-Encoding. */
  static List<String> codings(Request request) {
    List<String> lines = new ArrayList<>();
    request.getHeaders(ACCEPT_ENCODING).forEach(lines::add);
    return lines;
  }

  /** All lines of If-None-Match, or null. */
  static String ifNoneMatch(Request request) {
    String joined = null;
    for (String line : request.getHeaders("If-None-Match")) {
      joined = joined == null ? line : joined + ", " + line;
    }
    return joined;
  }
}
