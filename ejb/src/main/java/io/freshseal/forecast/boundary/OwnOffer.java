package io.freshseal.forecast.boundary;

import io.freshseal.forecast.control.OfferReader;
import io.freshseal.forecast.entity.ForecastSentence;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The source of this process, read without HTTP in between. */
final class OwnOffer implements OfferReader {

  private final SourceDesk source;

  OwnOffer(SourceDesk source) {
    this.source = source;
  }

  @Override
  public CatalogAnswer catalog(Optional<String> etag) {
    Optional<Sha256> digest = source.snapshot().map(Snapshot::catalogDigest);
    if (digest.isPresent() && etag.equals(digest.map(d -> '"' + d.hex() + '"'))) {
      return new CatalogAnswer.NotModified();
    }
    return digest
        .flatMap(this::read)
        .<CatalogAnswer>map(bytes -> new CatalogAnswer.Fetched(bytes, Optional.empty()))
        .orElseGet(
            () ->
                new CatalogAnswer.Failed(
                    StatusCode.SOURCE_INCOMPLETE, Sentence.of(ForecastSentence.NO_CATALOG)));
  }

  @Override
  public Optional<byte[]> signature(Sha256 digest, long size) {
    return read(digest);
  }

  // Deleted in between, when the source tidies: the next look finds its successor.
  private Optional<byte[]> read(Sha256 digest) {
    return source.find(digest).flatMap(OwnOffer::read);
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
