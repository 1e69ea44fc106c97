package io.freshseal.api.fastlane;

import io.freshseal.api.serving.LaneCounts;
import io.freshseal.api.serving.QuickAnswer;
import io.freshseal.api.serving.QuickReading;
import org.glassfish.grizzly.http.server.Request;

/**
 * The base addresses that have a lane.
 *
 * @param context path of this application
 * @param build the relay's, for its answers
 */
record Lanes(String context, Lane relay, Lane source, Build build) {

  private static final String RELAY = "/api/v1";
  private static final String SOURCE = "/source/v1";
  private static final String CATALOG = "/catalog";
  private static final String OBJECTS = "/objects/";

  /**
   * One of them.
   *
   * @param counts what is answered there
   */
  record Lane(QuickReading reading, LaneCounts counts) {}

  /**
   * An answer.
   *
   * @param build of the relay that gives it; null for a source
   * @param counts those of where it is given
   */
  record Given(QuickAnswer answer, String build, LaneCounts counts) {}

  /** Answers a plain request, null if it is none or not for a lane. */
  Given answer(Request request) {
    String path = request.getRequestURI();
    if (path == null || !path.startsWith(context)) {
      return null;
    }
    if (path.startsWith(RELAY, context.length())) {
      QuickAnswer answer =
          answer(request, relay.reading(), path.substring(context.length() + RELAY.length()));
      return answer == null ? null : new Given(answer, build.text(), relay.counts());
    }
    if (path.startsWith(SOURCE, context.length())) {
      QuickAnswer answer =
          answer(request, source.reading(), path.substring(context.length() + SOURCE.length()));
      return answer == null ? null : new Given(answer, null, source.counts());
    }
    return null;
  }

  private static QuickAnswer answer(Request request, QuickReading reading, String path) {
    boolean catalog = path.equals(CATALOG);
    String mediaType = catalog ? "application/pkcs7-mime" : "application/octet-stream";
    if (!catalog && !path.startsWith(OBJECTS) || !PlainRequest.is(request, mediaType)) {
      return null;
    }
    return reading.answer(path, PlainRequest.read(request));
  }
}
