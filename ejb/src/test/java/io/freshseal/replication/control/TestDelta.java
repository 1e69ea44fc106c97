package io.freshseal.replication.control;

import com.github.luben.zstd.ZstdCompressCtx;
import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayOutputStream;

/** Makes small deltas of the coding dcz, ones that are none, and frames to nothing. */
final class TestDelta {

  private TestDelta() {}

  static byte[] of(byte[] held, byte[] wanted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head(held));
    out.writeBytes(frame(held, wanted));
    return out.toByteArray();
  }

  static byte[] head(byte[] held) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0});
    out.writeBytes(Sha256.of(held).bytes());
    return out.toByteArray();
  }

  static byte[] frame(byte[] held, byte[] wanted) {
    try (ZstdCompressCtx encoder = new ZstdCompressCtx()) {
      encoder.setChecksum(true);
      if (held.length > 0) {
        encoder.loadDict(held);
      }
      return encoder.compress(wanted);
    }
  }
}
