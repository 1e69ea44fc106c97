package io.freshseal.replication.control;

import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.Attempts;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.vault.entity.SignaturePick;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * The transfer of a series of signature files, over as few requests as its pick allows and further
 * ones for what is missing after the connection broke. For one thread.
 */
final class HttpSeriesTransfer {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Sends a request for what a path and query name. */
  @FunctionalInterface
  interface Get {
    HttpAnswer send(String path) throws HttpFault;
  }

  private final Get get;
  private final SeriesRequest request;
  private final SeriesTaker taker;
  private long requests;
  private long received;

  HttpSeriesTransfer(Get get, SeriesRequest request, SeriesTaker taker) {
    this.get = get;
    this.request = request;
    this.taker = taker;
  }

  long requests() {
    return requests;
  }

  /** Body bytes of all requests so far. */
  long received() {
    return received;
  }

  /**
   * Transfers.
   *
   * @throws HttpFault if the source is at fault; what was taken until then is whole
   * @throws StorageException if the disk refuses
   */
  void run(Attempts attempts) throws IOException {
    for (SignaturePick pick : SignaturePick.split(request.components().size(), request.wanted())) {
      BitSet left = pick.places();
      attempts.run(
          () -> {
            fill(pick.only(left), left);
            return left;
          });
    }
  }

  // After a break only what is left is asked for.
  private void fill(SignaturePick pick, BitSet left) throws IOException {
    if (left.isEmpty()) {
      return;
    }
    requests++;
    String query = pick.query(request.components().size());
    try (HttpAnswer answer = get.send("catalog/" + request.catalog() + "/signatures" + query)) {
      AnswerCheck.requireStatus(answer, 200);
      AnswerCheck.requireBinary(answer);
      requireBound(answer, left.cardinality());
      take(answer, pick.places(), left);
    }
  }

  private static void requireBound(HttpAnswer answer, int files) throws HttpFault {
    if (answer.contentLength().orElse(0) > (SignatureJudge.MAX_BYTES + 16L) * files) {
      throw SeriesInput.wrong();
    }
  }

  private void take(HttpAnswer answer, BitSet places, BitSet left) throws IOException {
    SeriesInput in = new SeriesInput(new BufferedInputStream(answer.body(), BUFFER_BYTES));
    try {
      for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
        Optional<BytesAnswer.Fetched> file =
            in.next(request.components().get(at).signature().size());
        if (file.isPresent() && !taker.take(at, file.get())) {
          throw SeriesInput.wrong();
        }
        left.clear(at);
      }
    } finally {
      received += in.received();
    }
  }
}
