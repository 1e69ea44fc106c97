package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.control.zip.ZipWriter;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/**
 * Writes a planned bundle, front to back, in constant memory. Every object is read twice: first to
 * see that it is still the one of its name, then to be written. The same plan gives the same bytes.
 */
public final class BundleWriting {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final BundleStore store;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  public BundleWriting(BundleStore store) {
    this.store = store;
  }

  /**
   * Writes.
   *
   * @param out stays the caller's to close; what it holds after a fault is no bundle
   * @param progress is told how many bytes of objects have been written
   * @throws StorageException {@code STORAGE_FAULT} if an object is missing or damaged here
   * @throws IOException if the stream fails
   */
  public MadeBundle write(BundlePlan plan, OutputStream out, LongConsumer progress)
      throws IOException {
    MessageDigest digester = Sha256.digester();
    ZipWriter zip = new ZipWriter(new DigestOutputStream(out, digester));
    add(zip, ZipItem.CATALOG, plan.envelope());
    add(zip, ZipItem.MANIFEST, ManifestJson.write(plan));
    for (long number : plan.links()) {
      byte[] link = store.links().apply(number).orElseThrow(() -> damaged("link " + number));
      add(zip, ZipItem.anchors(number), link);
    }
    long written = 0;
    for (ObjectEntry object : plan.objects()) {
      add(zip, ZipItem.object(object.sha256()), object);
      written += object.size();
      progress.accept(written);
    }
    long bytes = zip.finish();
    return new MadeBundle(plan, bytes, Sha256.ofDigest(digester.digest()));
  }

  private static void add(ZipWriter zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    zip.add(new ZipItem(name, bytes.length, (int) crc.getValue()), new ByteArrayInputStream(bytes));
  }

  private void add(ZipWriter zip, String name, ObjectEntry object) throws IOException {
    Path file =
        store
            .vault()
            .objects()
            .find(object.sha256())
            .orElseThrow(() -> damaged(object.sha256().hex()));
    ZipItem item = new ZipItem(name, object.size(), crc(file, object));
    try (InputStream in = Files.newInputStream(file)) {
      zip.add(item, in);
    }
  }

  private int crc(Path file, ObjectEntry object) throws IOException {
    MessageDigest digester = Sha256.digester();
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
        crc.update(buffer, 0, n);
        size += n;
      }
    }
    if (size != object.size() || !Sha256.ofDigest(digester.digest()).equals(object.sha256())) {
      throw damaged(object.sha256().hex());
    }
    return (int) crc.getValue();
  }

  private static StorageException damaged(String what) {
    return new StorageException(StatusCode.STORAGE_FAULT, BundleSentence.OBJECT_DAMAGED_HERE, what);
  }
}
