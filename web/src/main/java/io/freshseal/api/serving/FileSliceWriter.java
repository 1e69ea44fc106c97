package io.freshseal.api.serving;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.sending.ConnectionProbe;
import io.freshseal.replication.boundary.LazyDesk;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Streams parts of files into responses. */
@Provider
public class FileSliceWriter implements MessageBodyWriter<FileSlice> {

  private static final Logger LOG = System.getLogger(FileSliceWriter.class.getName());

  private final DownloadPlaces places;
  private final Bandwidth bandwidth;
  private final HttpServletRequest request;
  private final LazyDesk inUse;

  @Inject
  public FileSliceWriter(
      DownloadPlaces places, Bandwidth bandwidth, HttpServletRequest request, LazyDesk inUse) {
    this.places = places;
    this.bandwidth = bandwidth;
    this.request = request;
    this.inUse = inUse;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == FileSlice.class;
  }

  @Override
  public void writeTo(
      FileSlice slice,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    inUse.enter(slice.file());
    try {
      send(slice, out);
    } finally {
      inUse.leave(slice.file());
    }
  }

  private void send(FileSlice slice, OutputStream out) throws IOException {
    if (slice.isSmall()) {
      copy(slice, out, FileSlice.Pace.FREE);
      return;
    }
    ThreadPlace place =
        places
            .takeThread(
                DownloadPlaces.isRelay(request.getHeader(DownloadPlaces.RELAY_BUILD)),
                ConnectionProbe.end(request))
            .orElseThrow(() -> Problem.tooManyDownloads().asException());
    try {
      copy(slice, out, place.noting(bandwidth.pace(request.getRemoteAddr())));
    } finally {
      places.leave(place);
    }
  }

  private static void copy(FileSlice slice, OutputStream out, FileSlice.Pace pace)
      throws IOException {
    try {
      slice.copyTo(out, pace);
    } catch (FileSlice.ReaderGoneException e) {
      // Every broken download: nobody is left to answer, and nothing here is wrong.
      LOG.log(Level.DEBUG, "a download was broken off: {0}", e.getMessage());
    }
  }
}
