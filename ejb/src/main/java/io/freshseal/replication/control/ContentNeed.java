package io.freshseal.replication.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object that has to be in the store before a catalog can be switched to.
 *
 * @param base what it may come as a difference to
 */
record ContentNeed(Sha256 sha256, long size, Optional<HeldContent> base) {

  private ContentNeed(Sha256 sha256, long size) {
    this(sha256, size, Optional.empty());
  }

  static ContentNeed of(CatalogEntry entry, Optional<HeldContent> base) {
    return new ContentNeed(entry.sha256(), entry.size(), base);
  }

  /** What a catalog names beside its components. */
  static List<ContentNeed> attachments(Catalog catalog) {
    return Stream.concat(
            catalog.crls().stream().map(crl -> new ContentNeed(crl.sha256(), crl.size())),
            catalog.anchors().stream().map(a -> new ContentNeed(a.sha256(), a.size())))
        .toList();
  }
}
