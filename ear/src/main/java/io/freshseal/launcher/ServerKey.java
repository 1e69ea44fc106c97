package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * The key and certificate that a server shows to those who call it by https. Whatever would keep
 * callers from believing it is found before the server starts: Payara Micro would start all the
 * same, with a key of its own or none.
 *
 * @param file the PKCS#12 file (RFC 7292) it came from
 * @param alias its name in there
 */
record ServerKey(Path file, String alias, X509Certificate certificate) {
  private static final int MAX_BYTES = 1 << 20;
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_EC_BITS = 256;
  // RFC 8446 4.2.7; the others of Java's are not for certificates, or Java has them no longer.
  private static final List<String> CURVES = List.of("secp256r1", "secp384r1", "secp521r1");
  // RFC 5280 4.2.1.12
  private static final List<String> FOR_SERVERS = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  /**
   * Reads the one key of a file and judges it.
   *
   * @throws LaunchRefused if there is no such key, it is weak, or its certificate is not one that a
   *     caller can accept now
   */
  static ServerKey read(Path file, String password, Instant now) throws LaunchRefused {
    KeyStore store = open(file, bytes(file), password);
    try {
      List<String> keys =
          Collections.list(store.aliases()).stream().filter(a -> isKey(store, a)).toList();
      if (keys.size() != 1) {
        throw refused(
            file, keys.isEmpty() ? "holds no private key" : "holds more than one private key");
      }
      String alias = keys.get(0);
      if (!(store.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw refused(file, "holds no certificate for its key");
      }
      judge(file, certificate, now);
      pair(file, store.getKey(alias, password.toCharArray()), certificate.getPublicKey());
      return new ServerKey(file, alias, certificate);
    } catch (UnrecoverableKeyException e) {
      throw refused(file, "has a key with a password of its own; both must be the same");
    } catch (GeneralSecurityException e) {
      throw refused(file, "cannot be used: " + e.getMessage());
    }
  }

  private static byte[] bytes(Path file) throws LaunchRefused {
    if (!Files.isRegularFile(file)) {
      throw refused(file, Files.exists(file) ? "is no file" : "does not exist");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refused(file, "is larger than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw refused(file, "cannot be read");
    }
  }

  private static KeyStore open(Path file, byte[] bytes, String password) throws LaunchRefused {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), password.toCharArray());
      return store;
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new LaunchRefused(FAULT, "freshseal.tls.password does not open '" + file + "'");
      }
      throw refused(file, "is no PKCS#12 file");
    } catch (GeneralSecurityException e) {
      throw refused(file, "is no PKCS#12 file that Java can read: " + e.getMessage());
    }
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keystore has been loaded", e);
    }
  }

  private static void judge(Path file, X509Certificate certificate, Instant now)
      throws LaunchRefused, GeneralSecurityException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isAfter(until)) {
      throw refused(file, "holds a certificate that expired at " + until);
    }
    if (now.isBefore(from)) {
      throw refused(file, "holds a certificate that is not valid before " + from);
    }
    List<String> uses = certificate.getExtendedKeyUsage();
    if (uses != null && Collections.disjoint(uses, FOR_SERVERS)) {
      throw refused(file, "holds a certificate that is not meant for a TLS server");
    }
    judge(file, certificate.getPublicKey());
  }

  private static void judge(Path file, PublicKey key)
      throws LaunchRefused, GeneralSecurityException {
    if (key instanceof RSAPublicKey rsa) {
      strong(file, "RSA", rsa.getModulus().bitLength(), LEAST_RSA_BITS);
    } else if (key instanceof ECPublicKey ec) {
      strong(file, "EC", ec.getParams().getOrder().bitLength(), LEAST_EC_BITS);
    }
    if (!(key instanceof RSAPublicKey || isOnACurveOfTls(key))) {
      throw refused(
          file,
          "holds a key that serves no TLS here ("
              + key.getAlgorithm()
              + "); RSA, or EC on P-256, P-384 or P-521, is needed");
    }
  }

  private static boolean isOnACurveOfTls(PublicKey key) throws GeneralSecurityException {
    if (key instanceof ECPublicKey ec) {
      for (String name : CURVES) {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(name));
        if (curve
            .getParameterSpec(ECParameterSpec.class)
            .getCurve()
            .equals(ec.getParams().getCurve())) {
          return true;
        }
      }
    }
    return false;
  }

  private static void strong(Path file, String type, int bits, int least) throws LaunchRefused {
    if (bits < least) {
      throw refused(file, "holds a weak key: " + type + " of " + bits + " bits, at least " + least);
    }
  }

  /** A key beside a certificate that is not its own: no handshake would ever succeed. */
  private static void pair(Path file, Key key, PublicKey certified)
      throws LaunchRefused, GeneralSecurityException {
    String type = "SHA256with" + (certified instanceof RSAPublicKey ? "RSA" : "ECDSA");
    Signature signing = Signature.getInstance(type);
    signing.initSign((PrivateKey) key);
    signing.update(certified.getEncoded());
    Signature checking = Signature.getInstance(type);
    checking.initVerify(certified);
    checking.update(certified.getEncoded());
    if (!checking.verify(signing.sign())) {
      throw refused(file, "holds a key and a certificate that do not belong together");
    }
  }

  private static LaunchRefused refused(Path file, String why) {
    return new LaunchRefused(FAULT, "freshseal.tls.keystore '" + file + "' " + why);
  }
}
