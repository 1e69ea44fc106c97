package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.control.zip.ZipWriter;
import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes a bundle apart and puts it together in the right form, with something else in it. */
final class BundleForge {

  private final TreeMap<String, byte[]> entries = new TreeMap<>();

  /** Takes a bundle apart, with the JDK's reader. */
  static BundleForge of(Path bundle) throws IOException {
    BundleForge forge = new BundleForge();
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      Enumeration<? extends ZipEntry> all = zip.entries();
      for (ZipEntry entry : Collections.list(all)) {
        forge.entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return forge;
  }

  /** Another one with the same in it. */
  BundleForge copy() {
    BundleForge copy = new BundleForge();
    copy.entries.putAll(entries);
    return copy;
  }

  byte[] entry(String name) {
    return entries.get(name).clone();
  }

  BundleForge with(String name, byte[] bytes) {
    entries.put(name, bytes.clone());
    return this;
  }

  /** An object under the name that it ought to have. */
  BundleForge withObject(byte[] bytes) {
    return with(ZipItem.object(Sha256.of(bytes)), bytes);
  }

  BundleForge without(Sha256 object) {
    entries.remove(ZipItem.object(object));
    return this;
  }

  /** Puts it together; every check sum of the archive is right. */
  void write(Path bundle) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipWriter zip = new ZipWriter(out);
    TreeMap<String, byte[]> rest = new TreeMap<>(entries);
    add(zip, ZipItem.CATALOG, rest.remove(ZipItem.CATALOG));
    add(zip, ZipItem.MANIFEST, rest.remove(ZipItem.MANIFEST));
    for (var entry : rest.entrySet()) {
      add(zip, entry.getKey(), entry.getValue());
    }
    zip.finish();
    Files.write(bundle, out.toByteArray());
  }

  private static void add(ZipWriter zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    zip.add(new ZipItem(name, bytes.length, (int) crc.getValue()), new ByteArrayInputStream(bytes));
  }
}
