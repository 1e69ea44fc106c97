package io.freshseal.bundle.control.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes an archive, front to back, in memory that does not grow with what is in it. What fails
 * leaves half an archive, which no reader takes. For one thread.
 */
public final class ZipWriter {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private final List<Placed> written = new ArrayList<>();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private String last = "";
  private long place;

  private record Placed(ZipItem item, long place) {}

  /** Begins an archive; the stream stays the caller's to close. */
  public ZipWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes one entry.
   *
   * @param content read to its end, not closed
   * @throws IllegalArgumentException if the name is none, or not behind the one before
   * @throws IOException if the content is not what the entry says, or one of the streams fails
   */
  public void add(ZipItem item, InputStream content) throws IOException {
    if (!ZipItem.follows(last, item.name())) {
      throw new IllegalArgumentException("not behind " + last + ": " + item.name());
    }
    byte[] header = ZipForm.local(item);
    out.write(header);
    CRC32 crc = new CRC32();
    long size = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      size += n;
      if (size > item.size()) {
        throw changed(item);
      }
      crc.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
    if (size != item.size() || (int) crc.getValue() != item.crc()) {
      throw changed(item);
    }
    written.add(new Placed(item, place));
    place += header.length + size;
    last = item.name();
  }

  private static IOException changed(ZipItem item) {
    return new IOException(item.name() + " changed while it was read");
  }

  /**
   * Writes the directory and the end.
   *
   * @return the length of the archive in bytes
   */
  public long finish() throws IOException {
    long length = 0;
    for (Placed each : written) {
      byte[] header = ZipForm.directory(each.item(), each.place());
      out.write(header);
      length += header.length;
    }
    byte[] end = ZipForm.end(written.size(), place, length);
    out.write(end);
    out.flush();
    return place + length + end.length;
  }
}
