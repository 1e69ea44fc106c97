package io.freshseal.replication.control;

import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transfer of one object over as many requests as it takes, each resuming where the last one
 * ended. What is resumed is safe whatever the server does: the digest is the object's name, and the
 * store checks it. For one thread.
 */
final class HttpObjectTransfer {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Sends a request for the object with these headers. */
  @FunctionalInterface
  interface Get {
    HttpAnswer send(Map<String, String> headers) throws HttpFault;
  }

  private final Get get;
  private final PartialObject into;
  private Optional<HeldContent> base;
  private Optional<String> seenEtag = Optional.empty();
  private long received;

  /**
   * Makes a transfer.
   *
   * @param base what the object may come as a difference to
   */
  HttpObjectTransfer(Get get, PartialObject into, Optional<HeldContent> base) {
    this.get = get;
    this.into = into;
    this.base = base;
  }

  /** Body bytes of all requests so far. */
  long received() {
    return received;
  }

  /**
   * One request: asks for what is missing and takes it.
   *
   * @throws HttpFault if the source is at fault; what had arrived stays to be resumed, unless the
   *     source proved that it is not the object's beginning
   * @throws IOException if the disk refuses
   */
  ObjectAnswer attempt() throws IOException {
    if (into.length() == into.size()) {
      return new ObjectAnswer.Delivered(received);
    }
    if (base.isPresent() && into.length() == 0 && attemptDelta(base.get())) {
      return new ObjectAnswer.Delivered(received);
    }
    try (HttpAnswer answer = get.send(rangeHeaders())) {
      if (into.length() > 0 && answer.status() == 416) {
        into.restart();
        throw HttpFault.connection(TransferSentence.NO_RESUMPTION);
      }
      accept(answer);
    }
    return new ObjectAnswer.Delivered(received);
  }

  // A delta that breaks off begins anew: it is short. One that is wrong is not asked for again.
  private boolean attemptDelta(HeldContent held) throws IOException {
    try (HttpAnswer answer = get.send(held.headers())) {
      if (answer.status() != 200 || !DeltaBody.is(answer)) {
        return attemptWhole(answer);
      }
      if (decode(new DeltaBody(answer, held))) {
        return true;
      }
    }
    base = Optional.empty();
    return false;
  }

  private boolean attemptWhole(HttpAnswer answer) throws IOException {
    base = Optional.empty();
    if (!DeltaBody.isWhole(answer)) {
      return false;
    }
    accept(answer);
    return true;
  }

  private boolean decode(DeltaBody body) throws IOException {
    boolean whole = false;
    try {
      whole =
          body.copyTo((buffer, count) -> into.append(buffer, 0, count), into.size())
              && into.isWhole();
      return whole;
    } finally {
      received += body.received();
      if (!whole) {
        into.restart();
      }
    }
  }

  private void accept(HttpAnswer answer) throws IOException {
    align(answer);
    seenEtag = answer.strongEtag();
    take(answer);
  }

  // A bare Range suffices after a restart of this process: the name is the digest of the bytes.
  private Map<String, String> rangeHeaders() {
    Map<String, String> headers = new HashMap<>();
    if (into.length() > 0) {
      headers.put("Range", "bytes=" + into.length() + "-");
      seenEtag.ifPresent(tag -> headers.put("If-Range", tag));
    }
    return headers;
  }

  /** Makes the partial object stand where the body begins. */
  private void align(HttpAnswer answer) throws IOException {
    boolean resumes = into.length() > 0 && answer.status() == 206;
    AnswerCheck.requireStatus(answer, resumes ? 206 : 200);
    AnswerCheck.requireBinary(answer);
    if (resumes) {
      requireRange(answer.header("Content-Range").orElse(""));
    }
    AnswerCheck.requireLength(answer, into.size() - (resumes ? into.length() : 0));
    if (!resumes && into.length() > 0) {
      into.restart();
    }
  }

  private void requireRange(String range) throws HttpFault {
    String wanted = "bytes %d-%d/".formatted(into.length(), into.size() - 1);
    if (!range.equals(wanted + into.size()) && !range.equals(wanted + "*")) {
      throw HttpFault.lasting(StatusCode.SOURCE_BAD_ANSWER, TransferSentence.OTHER_RANGE);
    }
  }

  private void take(HttpAnswer answer) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = answer.body().read(buffer); n >= 0; n = answer.body().read(buffer)) {
      received += n;
      append(buffer, n);
    }
    if (into.length() < into.size()) {
      throw HttpFault.lasting(
          StatusCode.SOURCE_BAD_ANSWER, TransferSentence.ENDS_EARLY, into.length(), into.size());
    }
  }

  private void append(byte[] buffer, int count) throws IOException {
    try {
      into.append(buffer, 0, count);
    } catch (TooLargeException e) {
      into.restart();
      throw HttpFault.lasting(StatusCode.TOO_LARGE, TransferSentence.MORE_THAN_OBJECT, into.size());
    }
  }
}
