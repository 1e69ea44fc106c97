package io.freshseal.api.serving;

import io.freshseal.api.problem.Problem;
import io.freshseal.vault.control.SignatureSeries;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A series of signature files as a response body, file by file. */
final class SeriesBody implements StreamingOutput {

  private static final Logger LOG = System.getLogger(SeriesBody.class.getName());
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SignatureSeries series;
  private final DownloadPlaces places;
  private final boolean relay;
  private final Runnable end;
  private final FileSlice.Pace pace;

  /**
   * Makes a body.
   *
   * @param places of which a long one takes one that keeps a thread
   * @param relay whether it is a relay that reads
   * @param end ends the reader's connection
   * @param pace is asked before each 64 KiB
   */
  SeriesBody(
      SignatureSeries series,
      DownloadPlaces places,
      boolean relay,
      Runnable end,
      FileSlice.Pace pace) {
    this.series = series;
    this.places = places;
    this.relay = relay;
    this.end = end;
    this.pace = pace;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    if (series.length() <= FileSlice.SMALL) {
      send(out, FileSlice.Pace.FREE);
      return;
    }
    ThreadPlace place =
        places.takeThread(relay, end).orElseThrow(() -> Problem.tooManyDownloads().asException());
    try {
      send(out, place.noting(pace));
    } finally {
      places.leave(place);
    }
  }

  private void send(OutputStream out, FileSlice.Pace pace) throws IOException {
    Reader reader = new Reader(out, pace);
    try {
      BufferedOutputStream buffered = new BufferedOutputStream(reader, BUFFER_BYTES);
      series.writeTo(buffered);
      buffered.flush();
    } catch (IOException e) {
      if (!reader.gone) {
        throw e;
      }
      // As with every broken download: nobody is left to answer, and nothing here is wrong.
      LOG.log(Level.DEBUG, "a download was broken off: {0}", e.getMessage());
    }
  }

  /** Keeps the pace, and tells a reader that left from a file that cannot be read. */
  private static final class Reader extends FilterOutputStream {

    private final FileSlice.Pace pace;
    private boolean gone;

    Reader(OutputStream out, FileSlice.Pace pace) {
      super(out);
      this.pace = pace;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int sent = 0; sent < length; ) {
        int part = Math.min(pace.most(), length - sent);
        pace.before(part);
        try {
          out.write(bytes, offset + sent, part);
        } catch (IOException e) {
          gone = true;
          throw e;
        }
        sent += part;
      }
    }
  }
}
