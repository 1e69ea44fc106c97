package io.freshseal.replication.control.http;

import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Tells what a failure of the HTTP client means: who is at fault, and whether to try again. */
final class HttpFaults {

  private static final int MAX_DEPTH = 8;

  private HttpFaults() {}

  static HttpFault interrupted() {
    return HttpFault.lasting(StatusCode.SOURCE_UNREACHABLE, "the transfer was interrupted");
  }

  /** A failure before or while the headers arrive. */
  static HttpFault ofRequest(Throwable failure) {
    if (find(failure, HttpConnectTimeoutException.class)) {
      return HttpFault.connection("no connection within the time allowed");
    }
    if (find(failure, HttpTimeoutException.class)) {
      return HttpFault.lasting(StatusCode.TOO_SLOW, "no complete answer within the time allowed");
    }
    if (find(failure, UnresolvedAddressException.class)) {
      return HttpFault.connection("the name of the host cannot be resolved");
    }
    return ofTransfer(failure);
  }

  /** A failure while the body arrives. */
  static HttpFault ofTransfer(Throwable failure) {
    if (find(failure, SSLException.class)) {
      return HttpFault.lasting(StatusCode.SOURCE_UNREACHABLE, "TLS failed: " + sentence(failure));
    }
    if (find(failure, ProtocolException.class) || !find(failure, IOException.class)) {
      return HttpFault.lasting(
          StatusCode.SOURCE_BAD_ANSWER, "the answer is not HTTP: " + sentence(failure));
    }
    return HttpFault.connection("the connection failed: " + sentence(failure));
  }

  private static boolean find(Throwable failure, Class<? extends Throwable> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (type.isInstance(at)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static String sentence(Throwable failure) {
    String text = failure.getMessage();
    return HttpText.printable(text == null ? failure.getClass().getSimpleName() : text, 200);
  }
}
