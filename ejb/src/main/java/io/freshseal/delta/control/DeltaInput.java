package io.freshseal.delta.control;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import io.freshseal.shared.entity.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What a delta of the coding {@code dcz} (RFC 9842) makes out of what is held. The held file is
 * mapped, not read; the window of a frame is the one thing that takes memory, and at most 128 MiB
 * of it. For one thread.
 */
public final class DeltaInput extends InputStream {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final InputStream delta;
  private final ZstdDictDecompress dictionary;
  private final ZstdDecompressCtx decoder = new ZstdDecompressCtx();
  private final byte[] chunk = new byte[BUFFER_BYTES];
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private boolean betweenFrames = true;
  private boolean flushed = true;

  private DeltaInput(InputStream delta, ZstdDictDecompress dictionary, long held) {
    this.delta = delta;
    this.dictionary = dictionary;
    decoder.setLongMax(DeltaForm.longestWindowLog(held));
    decoder.loadDict(dictionary);
  }

  /**
   * Opens it.
   *
   * @param delta not closed with it
   * @param held shorter than 2 GiB
   * @param digest of what is held
   * @throws IOException if it is no delta to what is held, or ends before that can be told
   */
  public static DeltaInput open(InputStream delta, Path held, Sha256 digest) throws IOException {
    byte[] header = delta.readNBytes(DeltaForm.HEADER_BYTES);
    if (!Arrays.equals(header, DeltaForm.header(digest))) {
      throw new IOException("no delta to what is held");
    }
    try (FileChannel channel = FileChannel.open(held, StandardOpenOption.READ)) {
      ByteBuffer dictionary = channel.map(MapMode.READ_ONLY, 0, channel.size());
      return new DeltaInput(
          delta,
          new ZstdDictDecompress(dictionary, true, ZstdDictContentType.RAW_CONTENT),
          channel.size());
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!out.hasRemaining()) {
      if (flushed && !in.hasRemaining() && !fill()) {
        if (betweenFrames) {
          return -1;
        }
        throw new EOFException("the delta ends within a frame");
      }
      decode();
    }
    int count = Math.min(length, out.remaining());
    out.get(buffer, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    int count = delta.read(chunk);
    if (count < 0) {
      return false;
    }
    in.clear().put(chunk, 0, count).flip();
    return true;
  }

  private void decode() throws IOException {
    out.clear();
    try {
      betweenFrames = decoder.decompressDirectByteBufferStream(out, in);
    } catch (ZstdException e) {
      throw new IOException("the delta is damaged", e);
    }
    // A full buffer may not have been all that the decoder has to give.
    flushed = out.hasRemaining() || betweenFrames;
    out.flip();
  }

  @Override
  public void close() {
    decoder.close();
    dictionary.close();
  }
}
