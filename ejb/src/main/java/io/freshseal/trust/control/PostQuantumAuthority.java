package io.freshseal.trust.control;

import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.control.cms.PostQuantumKeystore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * The authority of ML-DSA-65 that a source makes for itself when it is told to sign with two keys:
 * a PKCS#12 file and its password beside those of the classical one. Safe for several threads.
 */
public final class PostQuantumAuthority {

  /** Key stores whose names begin so are none of a classical authority. */
  static final String NAME = "post-quantum";

  static final String KEYSTORE = NAME + ".p12";
  static final String PASSWORD = NAME + ".password";

  private final IssuedSigner authority;

  private PostQuantumAuthority(IssuedSigner authority) {
    this.authority = authority;
  }

  /**
   * Opens the authority in the folder, or makes it there.
   *
   * @throws IOException if the folder cannot be read or written, or the key store is damaged
   */
  public static PostQuantumAuthority own(Path directory, Instant now) throws IOException {
    OwnerOnlyFiles.createDirectory(directory);
    Path keystore = directory.resolve(KEYSTORE);
    Path password = directory.resolve(PASSWORD);
    try {
      if (!Files.exists(keystore)) {
        OwnerOnlyFiles.write(password, OwnAuthority.newPassword());
        OwnerOnlyFiles.write(
            keystore,
            PostQuantumKeystore.write(
                CertificateIssuer.postQuantumAuthority(
                    OwnAuthority.newName("post-quantum root"), OwnAuthority.VALIDITY, now),
                OwnAuthority.readPassword(password)));
      }
      return new PostQuantumAuthority(
          PostQuantumKeystore.read(
              Files.readAllBytes(keystore), OwnAuthority.readPassword(password)));
    } catch (GeneralSecurityException e) {
      throw new IOException(keystore + " cannot be read", e);
    }
  }

  /** What readers need, beside the classical anchor, to judge what is signed here. */
  X509Certificate anchor() {
    return authority.certificate();
  }

  /** A fresh certificate for a fresh key, valid to {@code now + validity}. */
  IssuedSigner issue(SigningPurpose purpose, Duration validity, Instant now) {
    return CertificateIssuer.issue(
        authority,
        new CertificateIssuer.Leaf(
            purpose.commonName() + " (ML-DSA-65)", validity, anchor(), purpose.purposes()),
        now);
  }
}
