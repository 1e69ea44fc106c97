package io.freshseal.bundle.control.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A stretch of a file as a stream; moves no position but its own. Ends early if the file does. */
final class ZipRange extends InputStream {

  private final FileChannel file;
  private long position;
  private long left;

  ZipRange(FileChannel file, long position, long length) {
    this.file = file;
    this.position = position;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    int wanted = (int) Math.min(length, left);
    int n = wanted == 0 ? -1 : file.read(ByteBuffer.wrap(bytes, offset, wanted), position);
    if (n > 0) {
      position += n;
      left -= n;
    }
    return n;
  }
}
