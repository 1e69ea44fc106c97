package io.freshseal.replication.control;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What a delta of the coding {@code dcz} (RFC 9842) makes out of what is held. The held file is
 * mapped, not read; the window of a frame is the one thing that takes memory, and at most 128 MiB
 * of it. For one thread.
 */
final class DeltaInput extends InputStream {

  // A skippable frame of 32 bytes, by its magic number and length; the digest follows.
  private static final byte[] MAGIC = {0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0};
  // Binary logarithms: 8 MiB, 128 MiB.
  private static final int SHORTEST_LIMIT = 23;
  private static final int LONGEST_LIMIT = 27;
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
    decoder.setLongMax(longestWindow(held));
    decoder.loadDict(dictionary);
  }

  /**
   * Opens it.
   *
   * @param delta not closed with it
   * @throws IOException if it is no delta to what is held, or ends before that can be told
   */
  static DeltaInput open(InputStream delta, HeldContent base) throws IOException {
    byte[] head = delta.readNBytes(MAGIC.length);
    byte[] digest = delta.readNBytes(32);
    if (!Arrays.equals(head, MAGIC) || !Arrays.equals(digest, base.sha256().bytes())) {
      throw new IOException("no delta to what is held");
    }
    try (FileChannel channel = FileChannel.open(base.file(), StandardOpenOption.READ)) {
      ByteBuffer held = channel.map(MapMode.READ_ONLY, 0, channel.size());
      return new DeltaInput(
          delta,
          new ZstdDictDecompress(held, true, ZstdDictContentType.RAW_CONTENT),
          channel.size());
    }
  }

  // Section 5: 8 MiB or five quarters of the dictionary, but never more than 128 MiB.
  private static int longestWindow(long held) {
    int fiveQuarters = 64 - Long.numberOfLeadingZeros(Math.max(1, held * 5 / 4 - 1));
    return Math.max(SHORTEST_LIMIT, Math.min(fiveQuarters, LONGEST_LIMIT));
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
