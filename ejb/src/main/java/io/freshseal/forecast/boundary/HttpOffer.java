package io.freshseal.forecast.boundary;

import io.freshseal.forecast.control.OfferReader;
import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.Sha256;
import java.net.URI;
import java.util.Optional;

/** A source reached over HTTP, bounded as a relay's requests are. */
final class HttpOffer implements OfferReader {

  private final UpdateSource source;

  HttpOffer(URI url) {
    BaseUrl base =
        BaseUrl.parse(url.toString())
            .orElseThrow(() -> new IllegalStateException("settings admit only base URLs"));
    source = new HttpUpdateSource(base, TransferLimits.DEFAULT);
  }

  @Override
  public CatalogAnswer catalog(Optional<String> etag) {
    return source.fetchCatalog(etag);
  }

  @Override
  public Optional<byte[]> signature(Sha256 digest, long size) {
    return source.fetchBytes(digest, size) instanceof BytesAnswer.Fetched fetched
        ? Optional.of(fetched.bytes())
        : Optional.empty();
  }
}
