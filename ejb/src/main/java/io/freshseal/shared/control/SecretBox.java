package io.freshseal.shared.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets that have to be told again in a database, so that whoever has the database alone
 * has none of them: AES-256 in Galois/Counter Mode (NIST SP 800-38D) under a key that lies in a
 * file of its owner alone. Safe for threads.
 */
public final class SecretBox {

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  private SecretBox(byte[] key, SecureRandom random) {
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /**
   * Opens the box of a key file; a missing one is made.
   *
   * @param file in a folder that its owner alone can read
   * @throws StorageException if the disk refuses, or the file holds no key
   */
  public static SecretBox at(Path file, SecureRandom random) throws StorageException {
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        OwnerOnlyFiles.createDirectory(file.toAbsolutePath().getParent());
        OwnerOnlyFiles.write(file, fresh);
      }
      byte[] key = Files.size(file) == KEY_BYTES ? Files.readAllBytes(file) : new byte[0];
      if (key.length != KEY_BYTES) {
        throw new IOException("it holds no key of " + KEY_BYTES + " bytes");
      }
      return new SecretBox(key, random);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /**
   * Seals a secret.
   *
   * @param purpose whose it is; opens for the same purpose alone
   * @return Base64
   */
  public String seal(String secret, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] closed =
          cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(nonce.length + closed.length).put(nonce).put(closed).array();
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every Java runtime", e);
    }
  }

  /** What was sealed; empty if it was under another key, for another purpose, or is damaged. */
  public Optional<String> open(String sealed, String purpose) {
    try {
      ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
      if (whole.remaining() < NONCE_BYTES + TAG_BITS / 8) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      whole.get(nonce);
      byte[] closed = new byte[whole.remaining()];
      whole.get(closed);
      byte[] secret = cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(closed);
      return Optional.of(new String(secret, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
