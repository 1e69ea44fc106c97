package io.freshseal.trust.control.cms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Keeps a post-quantum authority as PKCS#12 under AES-256, which the JDK could not read back. */
public final class PostQuantumKeystore {

  private static final String TYPE = "PKCS12-AES256-AES128";
  private static final String ALIAS = "authority";

  private PostQuantumKeystore() {}

  /** The file of an authority with one certificate. */
  public static byte[] write(IssuedSigner authority, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE, PostQuantum.PROVIDER);
    store.load(null, password);
    authority.store(store, ALIAS, password);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password);
    return out.toByteArray();
  }

  /** Reads what {@link #write} wrote. */
  public static IssuedSigner read(byte[] file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(TYPE, PostQuantum.PROVIDER);
    store.load(new ByteArrayInputStream(file), password);
    Certificate certificate = store.getCertificate(ALIAS);
    if (certificate == null || !(store.getKey(ALIAS, password) instanceof PrivateKey key)) {
      throw new UnrecoverableKeyException("no authority in it");
    }
    // As the JDK reads it everywhere else, so that it equals the anchor of readers.
    X509Certificate own =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    return new IssuedSigner(key, List.of(own));
  }
}
