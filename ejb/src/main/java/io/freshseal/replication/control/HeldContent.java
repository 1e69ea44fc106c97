package io.freshseal.replication.control;

import io.freshseal.delta.control.DeltaForm;
import io.freshseal.delta.control.Zstandard;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.ObjectStore;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes that are held here and may serve as the dictionary of a delta (RFC 9842).
 *
 * @param file read-only
 */
public record HeldContent(Sha256 sha256, Path file) {

  /**
   * An object of a store; empty if it is not there or is of no use as a dictionary, as on a
   * platform for which the library has no code.
   */
  static Optional<HeldContent> of(ObjectStore objects, Sha256 sha256, long size) {
    return size > 0 && size <= Integer.MAX_VALUE && Zstandard.AT_HAND
        ? objects.find(sha256).map(file -> new HeldContent(sha256, file))
        : Optional.empty();
  }

  /** The request headers that offer it and ask for a delta; who asks adds further codings. */
  Map<String, String> headers() {
    return Map.of(
        "Accept-Encoding",
        DeltaForm.CODING,
        "Available-Dictionary",
        ":" + Base64.getEncoder().encodeToString(sha256.bytes()) + ":");
  }
}
