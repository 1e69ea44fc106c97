package io.freshseal.trust.control;

import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.IssuedSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The certification authority that a source makes for itself at its first start: a PKCS#12 file and
 * its password beside it, in a folder that only the owner may enter.
 */
final class OwnAuthority {

  static final String FIRST = "authority";
  static final String STANDBY = "standby";
  static final String KEYSTORE = FIRST + ".p12";
  static final String PASSWORD = FIRST + ".password";

  static final Duration VALIDITY = Duration.ofDays(20 * 365 + 5);
  private static final int PASSWORD_BYTES = 24;
  private static final int NAME_BYTES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private OwnAuthority() {}

  /** Makes the first key store unless it is there; a kill in between makes it anew next time. */
  static Path ensure(Path directory, Instant now) throws IOException {
    if (!Files.exists(directory.resolve(KEYSTORE))) {
      make(directory, FIRST, now);
    }
    return directory.resolve(KEYSTORE);
  }

  /** Makes a key store of this name, {@code NAME.p12} and {@code NAME.password}. */
  static void make(Path directory, String name, Instant now) throws IOException {
    OwnerOnlyFiles.createDirectory(directory);
    OwnerOnlyFiles.write(directory.resolve(name + ".password"), newPassword());
    OwnerOnlyFiles.write(
        directory.resolve(name + ".p12"), newKeystore(password(directory, name), now));
  }

  /** A name that no other key store has. */
  static String newName() {
    return FIRST + "-" + random(NAME_BYTES);
  }

  /** The names of the key stores in the folder that have a password beside them, sorted. */
  static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.p12")) {
        for (Path file : files) {
          String name = file.getFileName().toString().replaceFirst("\\.p12$", "");
          if (!name.startsWith(PostQuantumAuthority.NAME)
              && Files.isRegularFile(directory.resolve(name + ".password"))) {
            names.add(name);
          }
        }
      }
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  static char[] password(Path directory) throws IOException {
    return password(directory, FIRST);
  }

  static char[] password(Path directory, String name) throws IOException {
    return readPassword(directory.resolve(name + ".password"));
  }

  static char[] readPassword(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).strip().toCharArray();
  }

  static byte[] newPassword() {
    return random(PASSWORD_BYTES).getBytes(StandardCharsets.US_ASCII);
  }

  /** A name that no other source is likely to have. */
  static String newName(String kind) {
    return "Freshseal " + kind + " " + random(NAME_BYTES);
  }

  private static byte[] newKeystore(char[] password, Instant now) throws IOException {
    IssuedSigner authority = CertificateIssuer.authority(newName("root"), VALIDITY, now);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      authority.store(store, "authority", password);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot write PKCS#12", e);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
