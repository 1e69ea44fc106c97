package io.freshseal.replication.control.relay;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trust anchors in a file of the operator, read anew for every run so that they can be replaced.
 */
public final class AnchorFile {

  private AnchorFile() {}

  /** Reads the file; refuses what is missing, too large or no bundle of certificates. */
  public static Verdict<TrustAnchors> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return TrustAnchors.parse(BoundedInputStream.readAll(in, TrustAnchors.MAX_BYTES));
    } catch (TooLargeException e) {
      return Verdict.reject(
          StatusCode.TOO_LARGE, Evidence.of(ReplicationSentence.ANCHOR_FILE_TOO_LARGE, file));
    } catch (IOException e) {
      return Verdict.reject(
          StatusCode.STORAGE_FAULT, Evidence.of(ReplicationSentence.ANCHOR_FILE_UNREADABLE, file));
    }
  }
}
