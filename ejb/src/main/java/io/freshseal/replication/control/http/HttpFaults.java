package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.TransferSentence;
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
    return HttpFault.lasting(StatusCode.SOURCE_UNREACHABLE, TransferSentence.INTERRUPTED);
  }

  /** A failure before or while the headers arrive. */
  static HttpFault ofRequest(Throwable failure) {
    if (find(failure, HttpConnectTimeoutException.class)) {
      return HttpFault.connection(TransferSentence.NO_CONNECTION);
    }
    if (find(failure, HttpTimeoutException.class)) {
      return HttpFault.lasting(StatusCode.TOO_SLOW, TransferSentence.NO_ANSWER);
    }
    if (find(failure, UnresolvedAddressException.class)) {
      return HttpFault.connection(TransferSentence.UNKNOWN_HOST);
    }
    return ofTransfer(failure);
  }

  /** A failure while the body arrives. */
  static HttpFault ofTransfer(Throwable failure) {
    if (find(failure, SSLException.class)) {
      return HttpFault.lasting(
          StatusCode.SOURCE_UNREACHABLE, TransferSentence.TLS_FAILED, text(failure));
    }
    if (find(failure, ProtocolException.class) || !find(failure, IOException.class)) {
      return HttpFault.lasting(
          StatusCode.SOURCE_BAD_ANSWER, TransferSentence.NOT_HTTP, text(failure));
    }
    return HttpFault.connection(TransferSentence.CONNECTION_FAILED, text(failure));
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

  private static String text(Throwable failure) {
    String text = failure.getMessage();
    return HttpText.printable(text == null ? failure.getClass().getSimpleName() : text, 200);
  }
}
