package io.freshseal.trust.control;

import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The authorities that a source has made for itself, each in a PKCS#12 file of its own with its
 * password beside it, so that a standby can be carried to a safe and back. Files that come and go
 * are noticed at the next question. Safe for threads.
 */
public final class OwnKeys {

  private static final String ACTIVE = "active";

  private final Path directory;
  private final Map<String, SigningAuthority> loaded = new HashMap<>();

  /** Looks into a folder, which need not be there yet. */
  public OwnKeys(Path directory) {
    this.directory = directory;
  }

  /**
   * All authorities whose keys are at hand now.
   *
   * @throws IOException if a key store cannot be read
   */
  public synchronized List<SigningAuthority> atHand() throws IOException {
    List<String> names = OwnAuthority.names(directory);
    loaded.keySet().retainAll(names);
    try {
      // Opening a key store is slow on purpose; two of them take no longer than one.
      names.parallelStream()
          .filter(name -> !loaded.containsKey(name))
          .collect(Collectors.toMap(name -> name, this::load))
          .forEach(loaded::put);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return names.stream().map(loaded::get).toList();
  }

  private SigningAuthority load(String name) {
    try {
      return SigningAuthority.own(directory, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the first authority and a standby, or what of them a kill has left out. */
  public void makeFirst(Instant now) throws IOException {
    List<String> names = OwnAuthority.names(directory);
    List<String> missing =
        switch (names.size()) {
          case 0 -> List.of(OwnAuthority.FIRST, OwnAuthority.STANDBY);
          case 1 ->
              List.of(
                  names.contains(OwnAuthority.STANDBY) ? OwnAuthority.FIRST : OwnAuthority.STANDBY);
          default -> List.of();
        };
    OwnerOnlyFiles.createDirectory(directory);
    try {
      missing.parallelStream().forEach(name -> make(name, now));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void make(String name, Instant now) {
    try {
      OwnAuthority.make(directory, name, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The post-quantum root beside the authorities.
   *
   * @param wanted whether there is to be one; it is made where it is absent
   */
  public Optional<X509Certificate> postQuantum(boolean wanted, Instant now) throws IOException {
    return wanted
        ? Optional.of(PostQuantumAuthority.own(directory, now).anchor())
        : Optional.empty();
  }

  /** Makes one more authority. */
  public synchronized SigningAuthority make(Instant now) throws IOException {
    String name = OwnAuthority.newName();
    OwnAuthority.make(directory, name, now);
    SigningAuthority fresh = SigningAuthority.own(directory, name);
    loaded.put(name, fresh);
    return fresh;
  }

  /** The fingerprint of the authority that signs; empty if none was ever chosen. */
  public Optional<Sha256> active() throws IOException {
    Path file = directory.resolve(ACTIVE);
    return Files.isRegularFile(file)
        ? Sha256.parse(Files.readString(file, StandardCharsets.US_ASCII).strip())
        : Optional.empty();
  }

  /** Chooses the authority that signs; forced when this returns. */
  public void activate(Sha256 fingerprint) throws IOException {
    OwnerOnlyFiles.createDirectory(directory);
    OwnerOnlyFiles.write(
        directory.resolve(ACTIVE), fingerprint.hex().getBytes(StandardCharsets.US_ASCII));
  }
}
