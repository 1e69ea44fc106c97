package io.freshseal.api.http;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A strong entity tag (RFC 9110 section 8.8.3). Everything served is named by its bytes, so there
 * are no weak ones.
 *
 * @param opaque the text between the quotes, without quotes in it
 */
public record EntityTag(String opaque) {

  private static final Pattern FORM = Pattern.compile("[\\x21\\x23-\\x7e]{1,256}");

  public EntityTag {
    Objects.requireNonNull(opaque);
    if (!FORM.matcher(opaque).matches()) {
      throw new IllegalArgumentException("not the opaque part of an entity tag");
    }
  }

  /** The tag of the bytes with this digest. */
  public static EntityTag of(Sha256 digest) {
    return new EntityTag(digest.hex());
  }

  /** The header value, quotes included. */
  public String header() {
    return '"' + opaque + '"';
  }
}
