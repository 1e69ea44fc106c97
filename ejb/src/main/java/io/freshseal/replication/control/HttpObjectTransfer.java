package io.freshseal.replication.control;

import io.freshseal.delta.control.WholeInput;
import io.freshseal.delta.control.Zstandard;
import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transfer of one object over as many requests as it takes, each resuming where the last one
 * ended. It comes coded if the source has it so, and as it is from then on when anything about that
 * is wrong; what is resumed comes as it is, too. All of this is safe whatever the server does: the
 * digest is the object's name, and the store checks it. For one thread.
 */
final class HttpObjectTransfer {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Nobody makes another coding of what is shorter, and plain requests are the cheapest. */
  private static final long LEAST_ZSTD_BYTES = 64 * 1024;

  private static final int NOT_ACCEPTABLE = 406;

  /** Sends a request for the object with these headers. */
  @FunctionalInterface
  interface Get {
    HttpAnswer send(Map<String, String> headers) throws HttpFault;
  }

  private final Get get;
  private final PartialObject into;
  private Optional<HeldContent> base;
  private boolean zstd;
  // Whether it began in a coding that broke off, so that its beginning is nobody's word.
  private boolean beganCoded;
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
    this.zstd = into.size() >= LEAST_ZSTD_BYTES && Zstandard.AT_HAND;
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
    if (into.length() > 0 || !attemptCoded()) {
      attemptPlain();
    }
    if (beganCoded && !into.isWhole()) {
      restart();
      attemptPlain();
    }
    return new ObjectAnswer.Delivered(received);
  }

  private void attemptPlain() throws IOException {
    if (into.length() == into.size()) {
      return;
    }
    try (HttpAnswer answer = get.send(rangeHeaders())) {
      if (into.length() > 0 && answer.status() == 416) {
        // It may have begun coded; begun anew it does not, or its bytes had no bound.
        askPlainly();
        restart();
        throw HttpFault.connection(TransferSentence.NO_RESUMPTION);
      }
      accept(answer);
    }
  }

  // What is wrong once is not asked for again; what breaks off, with one coding fewer.
  private boolean attemptCoded() throws IOException {
    if (base.isEmpty() && !zstd) {
      return false;
    }
    try (HttpAnswer answer = sendCoded()) {
      if (answer.status() != NOT_ACCEPTABLE) {
        AnswerCheck.requireStatus(answer, 200);
        if (CodedBody.isWhole(answer)) {
          askPlainly();
          accept(answer);
          return true;
        }
        Optional<CodedBody> coded = coded(answer);
        if (coded.isPresent() && decode(coded.get())) {
          return true;
        }
      }
    }
    askPlainly();
    return false;
  }

  // Something on the way may be unable to carry what is coded.
  private HttpAnswer sendCoded() throws HttpFault {
    try {
      return get.send(codingHeaders());
    } catch (HttpFault e) {
      if (e.retryable()) {
        askForLess();
      }
      throw e;
    }
  }

  private void askForLess() {
    if (zstd) {
      zstd = false;
    } else {
      base = Optional.empty();
    }
  }

  private void askPlainly() {
    base = Optional.empty();
    zstd = false;
  }

  private Optional<CodedBody> coded(HttpAnswer answer) {
    return base.flatMap(held -> CodedBody.delta(answer, held))
        .or(() -> zstd ? CodedBody.zstd(answer) : Optional.empty());
  }

  private boolean decode(CodedBody body) throws IOException {
    try {
      if (body.copyTo((buffer, count) -> into.append(buffer, 0, count), into.size())
          && into.isWhole()) {
        return true;
      }
    } catch (HttpFault e) {
      askForLess();
      breakOff(body, e);
      throw e;
    } catch (StorageException e) {
      breakOff(body, e);
      throw e;
    } finally {
      received += body.received();
    }
    restart();
    return false;
  }

  // A delta that breaks off begins anew: it is short. Of zstd, what was decoded stays.
  private void breakOff(CodedBody body, IOException why) {
    beganCoded = into.length() > 0;
    if (body.isDelta()) {
      try {
        restart();
      } catch (StorageException e) {
        why.addSuppressed(e);
      }
    }
  }

  private void restart() throws StorageException {
    beganCoded = false;
    into.restart();
  }

  private void accept(HttpAnswer answer) throws IOException {
    align(answer);
    seenEtag = answer.strongEtag();
    take(answer);
  }

  private Map<String, String> codingHeaders() {
    Map<String, String> headers = new HashMap<>();
    base.ifPresent(held -> headers.putAll(held.headers()));
    if (zstd) {
      headers.merge("Accept-Encoding", WholeInput.CODING, (one, other) -> one + ", " + other);
    }
    return headers;
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
      restart();
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
      restart();
      throw HttpFault.lasting(StatusCode.TOO_LARGE, TransferSentence.MORE_THAN_OBJECT, into.size());
    }
  }
}
