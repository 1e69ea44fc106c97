package io.freshseal.publishing.control;

import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ObjectAnswer;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;

/** What a source offers, without HTTP between. */
final class SourceReader implements UpdateSource {

  private final TestSource test;

  SourceReader(TestSource test) {
    this.test = test;
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.Fetched(
        bytes(test.source().snapshot().orElseThrow().catalogDigest()).orElseThrow(),
        Optional.empty());
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return answer(bytes(digest));
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return answer(test.source().authorities().link(number));
  }

  private static BytesAnswer answer(Optional<byte[]> bytes) {
    return bytes
        .<BytesAnswer>map(b -> new BytesAnswer.Fetched(b, OptionalLong.empty()))
        .orElse(new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not here.")));
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return answer(Optional.empty());
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    byte[] bytes = bytes(into.expected()).orElseThrow();
    int from = (int) into.length();
    try {
      into.append(bytes, from, bytes.length - from);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ObjectAnswer.Delivered(bytes.length - from);
  }

  private Optional<byte[]> bytes(Sha256 digest) {
    return test.source()
        .find(digest)
        .map(
            file -> {
              try {
                return Files.readAllBytes(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
