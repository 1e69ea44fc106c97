package io.freshseal.trust.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Project Wycheproof's vectors, where somebody has them: no registry that the build may ask holds
 * them (docs/verifier-agreement.md). Runs when it is named alone; {@code -Dfreshseal.wycheproof}
 * names the folder of its files.
 */
class WycheproofVectors {

  /** Valid, but no signer meets it by chance, and the JDK refuses it: x of the point above n. */
  private static final Pattern UNREACHABLE = Pattern.compile(".*(x-coordinate|x with a reduction)");

  @ParameterizedTest
  @CsvSource({
    "ecdsa_secp256r1_sha256_test.json, EC",
    "ecdsa_secp384r1_sha256_test.json, EC",
    "rsa_signature_3072_sha256_test.json, RSA",
    "rsa_signature_4096_sha256_test.json, RSA",
    "rsa_signature_8192_sha256_test.json, RSA"
  })
  void vectors_areJudgedAsTheySay(String file, String keyAlgorithm) throws Exception {
    Map<Integer, String> accepted = new TreeMap<>();
    Map<Integer, String> refused = new TreeMap<>();
    int count = 0;
    for (JsonObject group : read(file).getJsonArray("testGroups").getValuesAs(JsonObject.class)) {
      byte[] encoded = HexFormat.of().parseHex(group.getString("publicKeyDer"));
      PublicKey key =
          KeyFactory.getInstance(keyAlgorithm).generatePublic(new X509EncodedKeySpec(encoded));
      for (JsonObject vector : group.getJsonArray("tests").getValuesAs(JsonObject.class)) {
        count++;
        boolean verified = verifies(key, vector);
        String result = vector.getString("result");
        if (verified && result.equals("invalid") || !verified && result.equals("valid")) {
          (verified ? accepted : refused).put(vector.getInt("tcId"), vector.getString("comment"));
        }
      }
    }
    System.out.println("wycheproof %s: %d, refused %s".formatted(file, count, refused));
    assertThat(count).isGreaterThan(200);
    assertThat(accepted).isEmpty();
    assertThat(refused.values()).allMatch(comment -> UNREACHABLE.matcher(comment).matches());
  }

  private static JsonObject read(String file) throws Exception {
    Path path =
        Path.of(Objects.requireNonNull(System.getProperty("freshseal.wycheproof"))).resolve(file);
    try (InputStream in = Files.newInputStream(path);
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    }
  }

  private static boolean verifies(PublicKey key, JsonObject vector) {
    return SignatureStep.verifies(
        key,
        HexFormat.of().parseHex(vector.getString("msg")),
        HexFormat.of().parseHex(vector.getString("sig")));
  }
}
