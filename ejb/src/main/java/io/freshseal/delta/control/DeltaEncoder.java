package io.freshseal.delta.control;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.freshseal.shared.entity.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes deltas of the coding {@code dcz} (RFC 9842), as docs/adr/0028 says: Zstandard level 9 with
 * long-distance matching over the mapped old file, in frames of 32 MiB, of 8 MiB where the old file
 * is shorter than 25.6 MiB, so that every window is one that readers accept and their memory stays
 * bounded. For one thread.
 */
public final class DeltaEncoder {

  private static final int LEVEL = 9;
  private static final int SHORT_FRAME = 8 << 20;
  private static final int LONG_FRAME = 32 << 20;
  // Rounded up: five quarters of it are not a byte shorter than the frame.
  private static final long LONG_FRAME_FROM = (LONG_FRAME * 4L + 4) / 5;
  private static final int LONGEST_WINDOW_LOG = 27;

  private final NativeZstd zstd;

  private DeltaEncoder(NativeZstd zstd) {
    this.zstd = zstd;
  }

  /**
   * Loads what is needed of this platform.
   *
   * @throws IOException if it has none
   */
  public static DeltaEncoder load() throws IOException {
    try {
      return new DeltaEncoder(NativeZstd.load());
    } catch (LinkageError e) {
      throw new IOException("no Zstandard for this platform", e);
    }
  }

  /**
   * Writes what makes the new file out of the old one.
   *
   * @param old shorter than 2 GiB, not empty
   * @param digest of the old file
   * @param wanted the new file, shorter than 2 GiB
   * @param delta made, or replaced
   * @param most a delta that gets longer is of no use, and not finished
   * @return whether it is finished
   * @throws IOException if the disk or the encoder refuses
   */
  public boolean write(Path old, Sha256 digest, Path wanted, Path delta, long most)
      throws IOException {
    try (FileChannel held = FileChannel.open(old, StandardOpenOption.READ);
        FileChannel next = FileChannel.open(wanted, StandardOpenOption.READ);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(delta), 64 * 1024)) {
      out.write(DeltaForm.header(digest));
      ByteBuffer dictionary = held.map(MapMode.READ_ONLY, 0, held.size());
      int frame = held.size() >= LONG_FRAME_FROM ? LONG_FRAME : SHORT_FRAME;
      return new Frames(dictionary, frame).write(next, out, most);
    }
  }

  /** The frames of one delta. */
  private final class Frames {

    private final ByteBuffer dictionary;
    private final int frame;

    Frames(ByteBuffer dictionary, int frame) {
      this.dictionary = dictionary;
      this.frame = frame;
    }

    boolean write(FileChannel next, OutputStream out, long most) throws IOException {
      Pointer context = zstd.ZSTD_createCCtx();
      if (context == null) {
        throw new IOException("no memory for a delta");
      }
      try {
        prepare(context);
        return write(context, next, out, most - DeltaForm.HEADER_BYTES);
      } finally {
        zstd.ZSTD_freeCCtx(context);
        // The context knows an address alone; a buffer that nothing holds is unmapped under it.
        Reference.reachabilityFence(dictionary);
      }
    }

    private void prepare(Pointer context) throws IOException {
      set(context, NativeZstd.COMPRESSION_LEVEL, LEVEL);
      set(context, NativeZstd.LONG_DISTANCE_MATCHING, 1);
      set(context, NativeZstd.WINDOW_LOG, LONGEST_WINDOW_LOG);
      set(context, NativeZstd.CONTENT_SIZE, 1);
      set(context, NativeZstd.CHECKSUM, 1);
      set(context, NativeZstd.FORCE_ATTACH_DICTIONARY, NativeZstd.FORCE_LOAD);
      checked(
          zstd.ZSTD_CCtx_loadDictionary_advanced(
              context,
              Native.getDirectBufferPointer(dictionary),
              new SizeT(dictionary.capacity()),
              NativeZstd.BY_REFERENCE,
              NativeZstd.RAW_CONTENT));
    }

    private boolean write(Pointer context, FileChannel next, OutputStream out, long most)
        throws IOException {
      long size = next.size();
      int longest = (int) Math.min(frame, Math.max(1, size));
      long bound = zstd.ZSTD_compressBound(new SizeT(longest)).longValue();
      long left = most;
      try (Memory target = new Memory(bound)) {
        for (long at = 0; at < size; at += frame) {
          int count = (int) Math.min(frame, size - at);
          ByteBuffer source = next.map(MapMode.READ_ONLY, at, count);
          long made = compress(context, target, bound, source);
          left -= made;
          if (left < 0) {
            return false;
          }
          copy(target, made, out);
        }
      }
      return true;
    }

    private long compress(Pointer context, Memory target, long bound, ByteBuffer source)
        throws IOException {
      try {
        return checked(
            zstd.ZSTD_compress2(
                context,
                target,
                new SizeT(bound),
                Native.getDirectBufferPointer(source),
                new SizeT(source.capacity())));
      } finally {
        Reference.reachabilityFence(source);
      }
    }

    private void copy(Memory from, long count, OutputStream out) throws IOException {
      byte[] buffer = new byte[64 * 1024];
      for (long at = 0; at < count; at += buffer.length) {
        int part = (int) Math.min(buffer.length, count - at);
        from.read(at, buffer, 0, part);
        out.write(buffer, 0, part);
      }
    }
  }

  private void set(Pointer context, int parameter, int value) throws IOException {
    checked(zstd.ZSTD_CCtx_setParameter(context, parameter, value));
  }

  private long checked(SizeT result) throws IOException {
    if (zstd.ZSTD_isError(result) != 0) {
      throw new IOException("the encoder refuses: " + result.longValue());
    }
    return result.longValue();
  }
}
