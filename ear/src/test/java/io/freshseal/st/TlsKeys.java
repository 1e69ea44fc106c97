package io.freshseal.st;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys and certificates of TLS servers, made by openssl under one authority. */
final class TlsKeys {
  static final String PASSWORD = "opens the keystore";
  static final String CURVE = "ec -pkeyopt ec_paramgen_curve:";
  static final String EC = CURVE + "P-256";
  static final String FOR_SERVERS = "serverAuth";

  private final Path folder = Distribution.folder("tls");

  TlsKeys() {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=authority -keyout CA.key -out CA");
  }

  /** The one authority, PEM: what callers trust. */
  Path authority() {
    return folder.resolve("CA");
  }

  /** A PKCS#12 file for Java that trusts the one authority alone. */
  Path truststore() {
    try (InputStream in = Files.newInputStream(authority())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
      return write(store, "trusted");
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The certificate in a keystore as a file, PEM. */
  Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  /** The key to it as a file, PEM, for programs that take no keystore. */
  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** The certificate in a keystore, PEM. */
  String certificate(String name) {
    try {
      return Files.readString(pem(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A keystore of the server localhost, good for thirty days from now. */
  Path keystore(String name) {
    return keystore(name, EC, FOR_SERVERS, FakeClock.RIGHT);
  }

  /**
   * A PKCS#12 file with one key and its certificate.
   *
   * @param key as {@code openssl req -newkey} takes it
   * @param purpose as the extension extendedKeyUsage has it
   * @param offset of the clock by which the thirty days are counted
   */
  Path keystore(String name, String key, String purpose, String offset) {
    certify(name, key, purpose, offset);
    String files = "-in N.pem -inkey N.key -certfile CA -out N.p12".replace("N.", name + ".");
    return export(files, name);
  }

  /** A keystore with certificates and no key. */
  Path keyless(String name) {
    certify(name, EC, FOR_SERVERS, FakeClock.RIGHT);
    return export("-nokeys -in N.pem -out N.p12".replace("N.", name + "."), name);
  }

  private void certify(String name, String key, String purpose, String offset) {
    try {
      Files.writeString(
          folder.resolve(name + ".ext"),
          "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=" + purpose + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    openssl(
        "req -newkey K -nodes -subj /CN=manager -keyout N.key -out N.csr"
            .replace("K", key)
            .replace("N.", name + "."));
    openssl(
        "x509 -req -in N.csr -CA CA -CAkey CA.key -CAcreateserial -days 30 -extfile N.ext -out N.pem"
            .replace("N.", name + "."),
        FakeClock.environment(offset));
  }

  private Path export(String files, String name) {
    Map<String, String> password = Map.of("TLS_PASSWORD", PASSWORD);
    openssl("pkcs12 -export -passout env:TLS_PASSWORD -name Server " + files, password);
    return folder.resolve(name + ".p12");
  }

  /** A keystore that Java makes and openssl would not: its key beside another's certificate. */
  Path mismatched(String name) {
    KeyStore own = open(keystore(name));
    KeyStore other = open(keystore(name + "-other"));
    try {
      own.setKeyEntry(
          "server", key(own), PASSWORD.toCharArray(), other.getCertificateChain("server"));
      return write(own, name);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A keystore with two keys. */
  Path twofold(String name) {
    KeyStore own = open(keystore(name));
    try {
      own.setKeyEntry(
          "second", key(own), PASSWORD.toCharArray(), own.getCertificateChain("server"));
      return write(own, name);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Key key(KeyStore store) throws GeneralSecurityException {
    return store.getKey("server", PASSWORD.toCharArray());
  }

  private static KeyStore open(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Path write(KeyStore store, String name) {
    Path file = folder.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void openssl(String words) {
    openssl(words, Map.of());
  }

  private void openssl(String words, Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of(Tools.need("openssl").toString()));
    command.addAll(List.of(words.split(" ")));
    Command.run(command, environment, folder).expect(0);
  }
}
