package io.freshseal.st.forge;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * One component version as a catalog names it.
 *
 * @param serial of the signature file
 */
public record Offer(
    String id, String platform, String version, byte[] content, long serial, SignatureFile file) {

  /**
   * A signature file with what a catalog says of it.
   *
   * @param bytes whatever they are
   */
  public record SignatureFile(byte[] bytes, Instant signedAt, Instant expires) {}

  /** The signed text that binds a signature to a component version. */
  public static String hints(String id, String version) {
    return "component=" + id + ";version=" + version;
  }

  public String hints() {
    return hints(id, version);
  }

  public Offer with(SignatureFile other) {
    return new Offer(id, platform, version, content, serial, other);
  }

  /** The same with these bytes as its signature file. */
  public Offer signedBy(byte[] bytes) {
    return with(new SignatureFile(bytes, file.signedAt(), file.expires()));
  }

  public Offer withVersion(String other) {
    return new Offer(id, platform, other, content, serial, file);
  }

  public Offer withContent(byte[] other) {
    return new Offer(id, platform, version, other, serial, file);
  }

  public Offer withSerial(long other) {
    return new Offer(id, platform, version, content, other, file);
  }

  /** The entry in a catalog. */
  public JsonObject json() {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("kind", "PATTERN")
        .add("platform", platform)
        .add("version", version)
        .add("size", content.length)
        .add("sha256", Digests.sha256(content))
        .add(
            "signature",
            Json.createObjectBuilder()
                .add("sha256", Digests.sha256(file.bytes()))
                .add("size", file.bytes().length)
                .add("serial", serial)
                .add("signedAt", file.signedAt().toString())
                .add("expires", file.expires().toString()))
        .build();
  }
}
