package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Whether what a base serves is whole, and verifiable by anybody. */
final class Consistency {
  private final Freshseal freshseal;
  private final OpenSsl openssl;

  Consistency(Freshseal freshseal, Path anchors) {
    this.freshseal = freshseal;
    this.openssl = new OpenSsl(anchors);
  }

  /**
   * Checks the catalog and everything it names at one base.
   *
   * @return the catalog's sequence
   */
  long check(String base) {
    assertThat(openssl.acceptsCatalog(freshseal.catalog(base))).as("catalog of " + base).isTrue();
    JsonObject catalog = freshseal.catalogJson(base);
    for (JsonObject component : catalog.getJsonArray("components").getValuesAs(JsonObject.class)) {
      check(base, component);
    }
    return catalog.getJsonNumber("sequence").longValue();
  }

  private void check(String base, JsonObject component) {
    String digest = component.getString("sha256");
    byte[] content = freshseal.anonymous().get(base + "/objects/" + digest).expect(200).body();
    assertThat(sha256(content)).isEqualTo(digest);
    String path =
        base + "/components/" + component.getString("id") + "/" + component.getString("version");
    byte[] signature = freshseal.anonymous().get(path + "/signature").expect(200).body();
    assertThat(openssl.acceptsSignature(signature, content)).as("signature of " + path).isTrue();
    assertThat(openssl.acceptsSignature(signature, Bytes.flipped(content))).isFalse();
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return String.format("%064x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
