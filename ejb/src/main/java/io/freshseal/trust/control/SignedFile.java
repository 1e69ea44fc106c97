package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.SignatureFacts;

/**
 * A signature that was made and judged at once by the very rules that its readers apply.
 *
 * @param bytes the DER file; not copied, must not be changed
 */
public record SignedFile(byte[] bytes, SignatureFacts facts) {

  /** The file's name as an object. */
  public Sha256 sha256() {
    return Sha256.of(bytes);
  }
}
