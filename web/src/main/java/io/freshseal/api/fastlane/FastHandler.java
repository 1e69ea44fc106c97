package io.freshseal.api.fastlane;

import io.freshseal.api.headers.SecurityHeaders;
import io.freshseal.api.sending.ConnectionProbe;
import io.freshseal.api.serving.DownloadPlaces;
import io.freshseal.api.serving.QuickAnswer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.Files;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;

/** Answers what has a lane and hands all else to the handler that was there before. */
final class FastHandler extends HttpHandler {

  private static final Logger LOG = System.getLogger(FastHandler.class.getName());

  /** What is small is sent in one piece with its headers. */
  private static final int SMALL = 64 * 1024;

  private final HttpHandler next;
  private final Lanes lanes;
  private final Downloads downloads;

  FastHandler(HttpHandler next, Lanes lanes, Downloads downloads) {
    this.next = next;
    this.lanes = lanes;
    this.downloads = downloads;
  }

  HttpHandler next() {
    return next;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    Lanes.Given given = find(request);
    if (given == null || !ConnectionProbe.hasRoom(request) || !send(given, request, response)) {
      next.service(request, response);
    }
  }

  private Lanes.Given find(Request request) {
    try {
      return lanes.answer(request);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "a plain read is left to the resources: {0}", e.toString());
      return null;
    }
  }

  // False if nothing was sent, because it is the resources' matter after all.
  private boolean send(Lanes.Given given, Request request, Response response) throws IOException {
    QuickAnswer answer = given.answer();
    if (answer.file() == null) {
      describe(given, request, response);
      return true;
    }
    if (answer.length() <= SMALL) {
      byte[] bytes = Files.readAllBytes(answer.file());
      if (bytes.length != answer.length()) {
        return false;
      }
      describe(given, request, response);
      response.getOutputBuffer().write(bytes);
      given.counts().sent(bytes.length);
      return true;
    }
    // Only on plain HTTP/1 does the system know how to send a file.
    if (request.isSecure() || !request.getProtocol().getProtocolString().startsWith("HTTP/1")) {
      return false;
    }
    return downloads.begin(given, response, () -> describe(given, request, response));
  }

  private static void describe(Lanes.Given given, Request request, Response response) {
    QuickAnswer answer = given.answer();
    given.counts().answered(answer.status());
    response.setStatus(answer.status());
    SecurityHeaders.set(request.isSecure(), response::setHeader);
    answer.headers().forEach(response::setHeader);
    if (given.build() != null) {
      response.setHeader(DownloadPlaces.RELAY_BUILD, given.build());
    }
    if (answer.status() == 200) {
      response.setContentLengthLong(answer.length());
    }
  }

  @Override
  public Charset getRequestURIEncoding() {
    return next.getRequestURIEncoding();
  }

  @Override
  public RequestExecutorProvider getRequestExecutorProvider() {
    return next.getRequestExecutorProvider();
  }
}
