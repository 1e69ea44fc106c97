package io.freshseal.replication.control;

import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a CBOR sequence of signature files (ADR 0029) item by item; holds one of them at a time.
 * Takes no other form than the agreed one, and no file longer than agreed.
 */
final class SeriesInput {

  private static final int BYTE_STRING = 2;
  private static final int UNSIGNED = 0;
  private static final int PAIR = 0x82;
  private static final int NULL = 0xf6;

  private final InputStream in;
  private long received;

  SeriesInput(InputStream in) {
    this.in = in;
  }

  /** Bytes so far. */
  long received() {
    return received;
  }

  /**
   * Reads one item.
   *
   * @param size the length of the file that the catalog names
   * @return empty if the source holds none
   * @throws HttpFault for another form or length, and for whatever ends the body early
   * @throws IOException in no other case
   */
  Optional<BytesAnswer.Fetched> next(long size) throws IOException {
    int first = octet();
    if (first == NULL) {
      return Optional.empty();
    }
    if (first != PAIR) {
      long length = argument(first, BYTE_STRING);
      if (length != size) {
        throw wrong();
      }
      return Optional.of(new BytesAnswer.Fetched(bytes((int) length), OptionalLong.empty()));
    }
    long serial = argument(octet(), UNSIGNED);
    long length = argument(octet(), BYTE_STRING);
    if (serial < 0 || length < 1 || length > SignatureJudge.MAX_BYTES) {
      throw wrong();
    }
    return Optional.of(new BytesAnswer.Fetched(bytes((int) length), OptionalLong.of(serial)));
  }

  private long argument(int head, int major) throws IOException {
    int kind = head & 0x1f;
    if (head >> 5 != major || kind > 27) {
      throw wrong();
    }
    if (kind < 24) {
      return kind;
    }
    long value = 0;
    for (int i = 0; i < 1 << (kind - 24); i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw endsEarly(1);
    }
    received++;
    return octet;
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    received += bytes.length;
    if (bytes.length < length) {
      throw endsEarly(length - bytes.length);
    }
    return bytes;
  }

  private HttpFault endsEarly(long missing) {
    return HttpFault.connection(TransferSentence.ENDS_EARLY, received, received + missing);
  }

  static HttpFault wrong() {
    return HttpFault.lasting(StatusCode.SOURCE_BAD_ANSWER, TransferSentence.NO_SERIES);
  }
}
