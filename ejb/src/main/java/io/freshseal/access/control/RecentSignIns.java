package io.freshseal.access.control;

import io.freshseal.access.entity.Caller;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who proved their password lately, so that a client with Basic authentication does not pay for the
 * slow derivation with every request. Keeps no password: only an HMAC under a key that lives as
 * long as the process. Bounded; safe for threads.
 */
public final class RecentSignIns {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int MAX_ENTRIES = 1_000;
  private static final int KEY_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private record Entry(Caller caller, Instant until) {}

  private final SecretKeySpec key;
  private final Map<String, Entry> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  /** Makes an empty memory with a fresh key. */
  public RecentSignIns(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** Finds who proved this password from there in the last five minutes. */
  public synchronized Optional<Caller> find(Attempt attempt, Instant now) {
    String mac = mac(attempt);
    Entry entry = entries.get(mac);
    if (entry == null) {
      return Optional.empty();
    }
    if (!entry.until().isAfter(now)) {
      entries.remove(mac);
      return Optional.empty();
    }
    return Optional.of(entry.caller());
  }

  /** Remembers who proved a password. */
  public synchronized void remember(Attempt attempt, Caller caller, Instant now) {
    entries.put(mac(attempt), new Entry(caller, now.plus(LIFE)));
  }

  private String mac(Attempt attempt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(lengthThenBytes(CharBuffer.wrap(attempt.name())));
      mac.update(lengthThenBytes(CharBuffer.wrap(attempt.address())));
      mac.update(lengthThenBytes(CharBuffer.wrap(attempt.password())));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  // With its length before it, no text can be mistaken for the end of another and the start of
  // this.
  private static byte[] lengthThenBytes(CharBuffer text) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    byte[] result = new byte[Integer.BYTES + bytes.remaining()];
    ByteBuffer.wrap(result).putInt(bytes.remaining()).put(bytes);
    return result;
  }

  /**
   * Somebody claims to own an account.
   *
   * @param address where the claim comes from
   */
  public record Attempt(String name, char[] password, String address) {

    @Override
    public String toString() {
      return "Attempt[" + name + "]";
    }
  }
}
