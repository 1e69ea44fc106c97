package io.freshseal.member.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator carries to a computer that shall join: {@code fse1.SECRET.ANCHORS.CERTIFICATE}.
 * Only the secret goes to the manager. The two digests stay and decide whether the manager that
 * answers is the one that made the token, and whether the anchors that it hands out are those that
 * were meant, so that nobody in between can hand out others.
 *
 * @param secret {@code fse_} and 256 random bits in Base64url
 * @param anchors SHA-256 of the PEM file of the trust anchors
 * @param certificate SHA-256 of the manager's TLS certificate (DER); empty for a manager without
 *     TLS, which is reached on the same machine alone
 */
public record EnrolmentToken(String secret, Sha256 anchors, Optional<Sha256> certificate) {

  /** Begins the secret. */
  public static final String SECRET_PREFIX = "fse_";

  private static final String DIGEST = "([A-Za-z0-9_-]{43})";
  private static final Pattern SECRET = Pattern.compile(SECRET_PREFIX + "[A-Za-z0-9_-]{43}");
  private static final Pattern FORM =
      Pattern.compile("fse1\\.([A-Za-z0-9_-]{43})\\." + DIGEST + "(?:\\." + DIGEST + ")?");

  public EnrolmentToken {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(certificate);
    if (!isSecret(secret)) {
      throw new IllegalArgumentException("not the secret of an enrolment token");
    }
  }

  /** Whether foreign text has the form of a secret. */
  public static boolean isSecret(String text) {
    return text != null && SECRET.matcher(text).matches();
  }

  /** Reads what an operator typed or pasted; empty unless it is a whole token. */
  public static Optional<EnrolmentToken> parse(String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return digest(parts.group(2))
        .flatMap(
            anchors -> {
              String secret = SECRET_PREFIX + parts.group(1);
              return parts.group(3) == null
                  ? Optional.of(new EnrolmentToken(secret, anchors, Optional.empty()))
                  : digest(parts.group(3))
                      .map(c -> new EnrolmentToken(secret, anchors, Optional.of(c)));
            });
  }

  /** The token as it is shown once, when it is made. A secret. */
  public String text() {
    String start = "fse1." + secret.substring(SECRET_PREFIX.length()) + "." + base64(anchors);
    return certificate.map(digest -> start + "." + base64(digest)).orElse(start);
  }

  private static String base64(Sha256 digest) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(HexFormat.of().parseHex(digest.hex()));
  }

  // 43 characters hold 258 bits; the two that are too many must be zero, or one token had two
  // spellings.
  private static Optional<Sha256> digest(String base64) {
    Optional<Sha256> digest =
        Sha256.parse(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64)));
    return digest.filter(d -> base64(d).equals(base64));
  }

  @Override
  public String toString() {
    return "EnrolmentToken[anchors=" + anchors.hex() + "]";
  }
}
