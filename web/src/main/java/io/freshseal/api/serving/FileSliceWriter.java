package io.freshseal.api.serving;

import io.freshseal.api.problem.Problem;
import jakarta.inject.Inject;
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

  @Inject
  public FileSliceWriter(DownloadPlaces places) {
    this.places = places;
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
    if (slice.isSmall()) {
      copy(slice, out);
      return;
    }
    if (!places.enterBlocking()) {
      throw Problem.tooManyDownloads().asException();
    }
    try {
      copy(slice, out);
    } finally {
      places.leaveBlocking();
    }
  }

  private static void copy(FileSlice slice, OutputStream out) throws IOException {
    try {
      slice.copyTo(out);
    } catch (FileSlice.ReaderGoneException e) {
      // Every broken download: nobody is left to answer, and nothing here is wrong.
      LOG.log(Level.DEBUG, "a download was broken off: {0}", e.getMessage());
    }
  }
}
