package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipArchive;
import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Compares the entries of an archive with their names, and with what a judged catalog names. */
final class ArchiveObjects {

  /** Whatever is read whole into memory is shorter: catalogs aside, all but contents. */
  private static final long SMALL = 1 << 20;

  private static final int BUFFER_BYTES = 128 * 1024;

  private final ZipArchive archive;
  private final LongConsumer progress;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long read;

  /**
   * Makes it.
   *
   * @param progress is told how many bytes have been read
   */
  ArchiveObjects(ZipArchive archive, LongConsumer progress) {
    this.archive = archive;
    this.progress = progress;
  }

  /** The objects that a catalog names beside its components, with their lengths. */
  static Map<Sha256, Long> beside(Catalog catalog) {
    Map<Sha256, Long> beside = new HashMap<>();
    catalog.crls().forEach(crl -> beside.put(crl.sha256(), crl.size()));
    catalog.anchors().ifPresent(anchors -> beside.put(anchors.sha256(), anchors.size()));
    return beside;
  }

  static Map<Sha256, Long> named(Catalog catalog) {
    Map<Sha256, Long> named = beside(catalog);
    for (CatalogEntry entry : catalog.components()) {
      named.put(entry.sha256(), entry.size());
      named.put(entry.signature().sha256(), entry.signature().size());
    }
    return named;
  }

  /** Reads what a judge reads: a list that is damaged must not pass for one that is missing. */
  Optional<Rejected<Void>> damagedSmall() throws IOException {
    return damaged(item -> item.size() <= SMALL);
  }

  /** Reads the rest. */
  Optional<Rejected<Void>> damagedLarge() throws IOException {
    return damaged(item -> item.size() > SMALL);
  }

  private Optional<Rejected<Void>> damaged(Predicate<ZipItem> which) throws IOException {
    for (String name : new TreeSet<>(archive.names())) {
      ZipItem item = archive.find(name).orElseThrow();
      Optional<Sha256> digest = item.digest();
      if (digest.isPresent() && which.test(item) && !digest(item).equals(digest.get())) {
        return refused(StatusCode.DIGEST_MISMATCH, BundleSentence.OBJECT_OTHER, item);
      }
    }
    return Optional.empty();
  }

  private Sha256 digest(ZipItem item) throws IOException {
    MessageDigest digester = Sha256.digester();
    try (InputStream in = archive.read(item.name(), 0)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
        read += n;
        progress.accept(read);
      }
    }
    return Sha256.ofDigest(digester.digest());
  }

  /** Finds an entry that the catalog does not name, or gives another length. */
  Optional<Rejected<Void>> strange(Catalog catalog) {
    Map<Sha256, Long> named = named(catalog);
    for (String name : new TreeSet<>(archive.names())) {
      ZipItem item = archive.find(name).orElseThrow();
      boolean fits =
          item.digest()
              .map(digest -> Long.valueOf(item.size()).equals(named.get(digest)))
              .orElseGet(() -> fits(item, catalog));
      if (!fits) {
        return refused(StatusCode.BAD_BUNDLE, BundleSentence.OBJECT_STRANGE, item);
      }
    }
    return Optional.empty();
  }

  // Links of the chain of trust anchors are judged when somebody climbs along them.
  private static boolean fits(ZipItem item, Catalog catalog) {
    boolean fixed = item.name().equals(ZipItem.CATALOG) || item.name().equals(ZipItem.MANIFEST);
    return fixed
        || item.size() <= AnchorLinkJson.MAX_BYTES
            && catalog
                .anchors()
                .filter(newest -> item.name().compareTo(ZipItem.anchors(newest.number())) <= 0)
                .isPresent();
  }

  private static Optional<Rejected<Void>> refused(
      StatusCode code, BundleSentence why, ZipItem item) {
    return Optional.of(new Rejected<>(code, Evidence.of(why, item.name())));
  }
}
