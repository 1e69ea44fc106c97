package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipArchive;
import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ObjectAnswer;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A bundle as an update source: what a relay on the network answers, out of a file. What is not in
 * it is {@code SOURCE_INCOMPLETE}; a medium that fails while it is read is {@code BAD_BUNDLE}.
 */
public final class BundleSource implements UpdateSource {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ZipArchive archive;

  /** Makes a source of an open archive, which stays the caller's to close. */
  public BundleSource(ZipArchive archive) {
    this.archive = archive;
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    BytesAnswer answer = whole(ZipItem.CATALOG, CatalogJudge.mostBytes());
    if (answer instanceof BytesAnswer.Failed failed) {
      return new CatalogAnswer.Failed(failed.code(), failed.sentence());
    }
    byte[] bytes = ((BytesAnswer.Fetched) answer).bytes();
    String own = '"' + Sha256.of(bytes).hex() + '"';
    return etag.filter(own::equals).isPresent()
        ? new CatalogAnswer.NotModified()
        : new CatalogAnswer.Fetched(bytes, Optional.of(own));
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    String name = ZipItem.object(digest);
    return archive.find(name).filter(item -> item.size() == size).isPresent()
        ? whole(name, (int) Math.min(size, Integer.MAX_VALUE))
        : missing();
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return whole(ZipItem.anchors(number), (int) Math.min(maxBytes, Integer.MAX_VALUE));
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return missing();
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    String name = ZipItem.object(into.expected());
    if (archive.find(name).filter(item -> item.size() == into.size()).isEmpty()) {
      return new ObjectAnswer.Failed(
          StatusCode.SOURCE_INCOMPLETE, Sentence.of(BundleSentence.NOT_IN_IT), 0);
    }
    long received = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = archive.read(name, into.length())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        received += n;
        into.append(buffer, 0, n);
      }
    } catch (StorageException e) {
      throw e;
    } catch (TooLargeException e) {
      throw new IllegalStateException("longer than its header says", e);
    } catch (IOException e) {
      return new ObjectAnswer.Failed(
          StatusCode.BAD_BUNDLE, Sentence.of(BundleSentence.MEDIUM_FAILED, e), received);
    }
    return new ObjectAnswer.Delivered(received);
  }

  private BytesAnswer whole(String name, int most) {
    if (archive.find(name).isEmpty()) {
      return missing();
    }
    try {
      Outcome<byte[]> read = archive.whole(name, most);
      return read.fold(
          bytes -> new BytesAnswer.Fetched(bytes, OptionalLong.empty()),
          no -> new BytesAnswer.Failed(no.code(), no.sentence()));
    } catch (IOException e) {
      return failed(StatusCode.BAD_BUNDLE, BundleSentence.MEDIUM_FAILED, e);
    }
  }

  private static BytesAnswer missing() {
    return failed(StatusCode.SOURCE_INCOMPLETE, BundleSentence.NOT_IN_IT);
  }

  private static BytesAnswer failed(StatusCode code, SentenceKey key, Object... arguments) {
    return new BytesAnswer.Failed(code, Sentence.of(key, arguments));
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
