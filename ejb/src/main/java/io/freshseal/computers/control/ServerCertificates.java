package io.freshseal.computers.control;

import io.freshseal.settings.entity.Keystore;
import io.freshseal.settings.entity.TlsSettings;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The TLS certificates by which the manager is reached, named by the SHA-256 of their DER, so that
 * computers believe these and no others. They come from the server's keystore and from a PEM file,
 * which are looked at again whenever they have changed. A file that cannot be read any longer takes
 * nothing away: computers that were told nothing would believe nobody.
 *
 * <p>The server shows the certificate of its keystore as it was at the start until it is started
 * anew; a keystore that is replaced meanwhile therefore adds a digest and removes none. Made once,
 * when the process starts. Safe for many threads.
 */
public final class ServerCertificates {

  private static final int MAX_BYTES = 1024 * 1024;
  // With the two of a keystore no more than a heartbeat's answer holds.
  private static final int MAX_CERTIFICATES = 6;

  /** Why a file names no certificates. */
  public enum Fault implements SentenceKey {
    /** 0 the file, 1 what the system says, in English. */
    UNREADABLE,
    /** 0 the file. */
    WRONG_PASSWORD,
    /** 0 the file. */
    NO_KEYSTORE,
    /** 0 the file, 1 how many keys it holds. */
    NOT_ONE_KEY,
    /** 0 the file. */
    NO_CERTIFICATES,
    /** 0 the file, 1 the bound. */
    TOO_MANY;

    @Override
    public String family() {
      return "certificates";
    }
  }

  /**
   * What is known now.
   *
   * @param digests the certificate served first, then the others in the order of the files, each
   *     once; at most eight; empty for a manager without TLS
   * @param faults of the files as they are now; their digests are those they named before
   */
  public record Reading(Set<Sha256> digests, List<Sentence> faults) {

    public Reading {
      digests = Collections.unmodifiableSet(new LinkedHashSet<>(digests));
      faults = List.copyOf(faults);
    }
  }

  private final List<Watched> files;
  private final Said served;

  private ServerCertificates(List<Watched> files, Said served) {
    this.files = files;
    this.served = served;
  }

  /** Reads the files of these settings for the first time; either may be missing still. */
  public static ServerCertificates of(TlsSettings settings) {
    Optional<Watched> keystore = settings.keystore().map(ServerCertificates::keystore);
    Optional<Watched> pem =
        settings.certificates().map(file -> new Watched(file, bytes -> pem(file, bytes)));
    List<Watched> files = Stream.of(keystore, pem).flatMap(Optional::stream).toList();
    files.forEach(Watched::look);
    return new ServerCertificates(files, keystore.map(Watched::look).orElse(Said.NOTHING));
  }

  private static Watched keystore(Keystore keystore) {
    return new Watched(keystore.file(), bytes -> keyEntry(keystore, bytes));
  }

  /** The digests as of now. Costs a look at each file, and its reading if it has changed. */
  public synchronized Reading read() {
    Set<Sha256> digests = new LinkedHashSet<>(served.digests());
    List<Sentence> faults = new ArrayList<>();
    for (Watched file : files) {
      Said said = file.look();
      digests.addAll(said.digests());
      said.fault().ifPresent(faults::add);
    }
    return new Reading(digests, faults);
  }

  /** When the certificate ends that is served since the start; empty without a keystore. */
  public Optional<Instant> servedUntil() {
    return served.ends();
  }

  private static Said keyEntry(Keystore keystore, byte[] bytes) {
    Path file = keystore.file();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), keystore.password().value().toCharArray());
      List<X509Certificate> certificates = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          certificates.add(certificate);
        }
      }
      return certificates.size() == 1
          ? new Said(
              digests(certificates),
              Optional.empty(),
              Optional.of(certificates.get(0).getNotAfter().toInstant()))
          : Said.wrong(Fault.NOT_ONE_KEY, file, certificates.size());
    } catch (IOException e) {
      boolean password = e.getCause() instanceof UnrecoverableKeyException;
      return Said.wrong(password ? Fault.WRONG_PASSWORD : Fault.NO_KEYSTORE, file);
    } catch (GeneralSecurityException e) {
      return Said.wrong(Fault.NO_KEYSTORE, file);
    }
  }

  private static Said pem(Path file, byte[] bytes) {
    try {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      List<X509Certificate> own = all.stream().filter(c -> !issuedOneOf(all, c)).toList();
      if (own.size() > MAX_CERTIFICATES) {
        return Said.wrong(Fault.TOO_MANY, file, MAX_CERTIFICATES);
      }
      return own.isEmpty()
          ? Said.wrong(Fault.NO_CERTIFICATES, file)
          : new Said(digests(own), Optional.empty(), Optional.empty());
    } catch (GeneralSecurityException e) {
      return Said.wrong(Fault.NO_CERTIFICATES, file);
    }
  }

  /** An authority that came along in a chain is not what a server shows as its own. */
  private static boolean issuedOneOf(List<X509Certificate> all, X509Certificate certificate) {
    return all.stream()
        .filter(other -> !other.getSubjectX500Principal().equals(other.getIssuerX500Principal()))
        .anyMatch(
            other -> other.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()));
  }

  private static List<Sha256> digests(List<X509Certificate> certificates)
      throws CertificateEncodingException {
    List<Sha256> digests = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      digests.add(Sha256.of(certificate.getEncoded()));
    }
    return digests;
  }

  /** What a file says: digests, or what is wrong with it. */
  private record Said(List<Sha256> digests, Optional<Sentence> fault, Optional<Instant> ends) {

    static final Said NOTHING = new Said(List.of(), Optional.empty(), Optional.empty());

    static Said wrong(Fault fault, Object... arguments) {
      return new Said(List.of(), Optional.of(Sentence.of(fault, arguments)), Optional.empty());
    }
  }

  /** A file that is read again when it has changed. */
  private static final class Watched {
    private final Path file;
    private final Function<byte[], Said> reader;
    private List<Object> stamp = List.of();
    private Said said = Said.NOTHING;

    Watched(Path file, Function<byte[], Said> reader) {
      this.file = file;
      this.reader = reader;
    }

    Said look() {
      try {
        // Before the bytes: what is written meanwhile is seen the next time.
        List<Object> present = stamp();
        if (!present.equals(stamp)) {
          keep(reader.apply(bytes()));
          stamp = present;
        }
      } catch (IOException e) {
        keep(Said.wrong(Fault.UNREADABLE, file, e));
        stamp = List.of();
      }
      return said;
    }

    private void keep(Said present) {
      said =
          present.fault().isEmpty()
              ? present
              : new Said(said.digests(), present.fault(), said.ends());
    }

    private List<Object> stamp() throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(now.lastModifiedTime(), now.size(), Objects.toString(now.fileKey()));
    }

    private byte[] bytes() throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        return BoundedInputStream.readAll(in, MAX_BYTES);
      }
    }
  }
}
