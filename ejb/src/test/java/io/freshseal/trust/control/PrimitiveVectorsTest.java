package io.freshseal.trust.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.DerNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The primitives as the judge uses them, against the classes of forgery that are known. */
class PrimitiveVectorsTest {

  private static final byte[] MESSAGE = "signed attributes".getBytes(StandardCharsets.US_ASCII);

  /** DigestInfo of SHA-256 before the digest (RFC 8017 9.2, note 1). */
  private static final String SHA256_INFO = "3031300d060960864801650304020105000420";

  private static KeyPair elliptic(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] sign(String algorithm, KeyPair pair) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update(MESSAGE);
    return signature.sign();
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    return raw(r.toByteArray(), s.toByteArray());
  }

  private static byte[] raw(byte[] r, byte[] s) {
    return DerNode.constructed(0x30, DerNode.primitive(2, r), DerNode.primitive(2, s)).encode();
  }

  private static void assertNoneVerifies(KeyPair pair, Map<String, byte[]> forgeries) {
    forgeries.forEach(
        (name, signature) ->
            assertThat(SignatureStep.verifies(pair.getPublic(), MESSAGE, signature))
                .as(name)
                .isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void ecdsaNumbersOutsideOfTheirRange_doNotVerify(String curve) throws Exception {
    KeyPair pair = elliptic(curve);
    BigInteger n = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
    byte[] good = sign("SHA256withECDSA", pair);
    BigInteger r = new BigInteger(DerNode.parse(good).at(0).value());
    BigInteger s = new BigInteger(DerNode.parse(good).at(1).value());
    BigInteger[] strange = {
      BigInteger.ZERO,
      BigInteger.ONE,
      BigInteger.ONE.negate(),
      n,
      n.add(BigInteger.ONE),
      n.subtract(BigInteger.ONE),
      n.negate(),
      BigInteger.ONE.shiftLeft(4096)
    };
    Map<String, byte[]> forgeries = new LinkedHashMap<>();
    for (int i = 0; i < strange.length; i++) {
      for (int j = 0; j < strange.length; j++) {
        forgeries.put("strange " + i + " and " + j, pair(strange[i], strange[j]));
      }
      forgeries.put("strange r " + i, pair(strange[i], s));
      forgeries.put("strange s " + i, pair(r, strange[i]));
    }
    forgeries.put("r + n", pair(r.add(n), s));
    forgeries.put("s + n", pair(r, s.add(n)));
    forgeries.put("r - n", pair(r.subtract(n), s));
    forgeries.put("s - n", pair(r, s.subtract(n)));
    forgeries.put("r beyond 2^" + n.bitLength(), pair(r.setBit(n.bitLength()), s));

    assertThat(SignatureStep.verifies(pair.getPublic(), MESSAGE, good)).isTrue();
    assertThat(SignatureStep.verifies(pair.getPublic(), MESSAGE, pair(r, n.subtract(s)))).isTrue();
    assertNoneVerifies(pair, forgeries);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void ecdsaInAnyOtherEncodingThanDer_doesNotVerify(String curve) throws Exception {
    KeyPair pair = elliptic(curve);
    byte[] good = sign("SHA256withECDSA", pair);
    DerNode tree = DerNode.parse(good);
    byte[] r = tree.at(0).value();
    byte[] s = tree.at(1).value();
    Map<String, byte[]> forgeries = new LinkedHashMap<>();
    forgeries.put("empty", new byte[0]);
    forgeries.put("cut", Arrays.copyOf(good, good.length - 1));
    forgeries.put("byte after it", Arrays.copyOf(good, good.length + 1));
    forgeries.put("zeros before r", raw(concat(new byte[2], r), s));
    forgeries.put("zeros before s", raw(r, concat(new byte[2], s)));
    forgeries.put("no zero before a high bit", stripped(pair, good));
    forgeries.put("empty r", raw(new byte[0], s));
    forgeries.put("empty s", raw(r, new byte[0]));
    forgeries.put("only r", DerNode.constructed(0x30, tree.at(0)).encode());
    forgeries.put(
        "three numbers", DerNode.constructed(0x30, tree.at(0), tree.at(1), tree.at(1)).encode());
    forgeries.put("set", DerNode.constructed(0x31, tree.at(0), tree.at(1)).encode());
    forgeries.put("octets", raw(r, s, 0x04));
    forgeries.put("plain numbers", concat(r, s));
    for (byte[] length :
        new byte[][] {
          {(byte) 0x80}, {(byte) 0x81, (byte) (good.length - 2)}, {(byte) 0x84, 0, 0, 0}
        }) {
      DerNode lying = DerNode.parse(good);
      lying.stateLength(length);
      forgeries.put("length " + HexFormat.of().formatHex(length), lying.encode());
    }
    forgeries.put("indefinite length", indefinite(good));

    assertNoneVerifies(pair, forgeries);
  }

  /** The larger of s and its negation begins with a zero byte, which is left out. */
  private static byte[] stripped(KeyPair pair, byte[] good) {
    BigInteger n = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
    BigInteger s = new BigInteger(DerNode.parse(good).at(1).value());
    byte[] higher = s.max(n.subtract(s)).toByteArray();
    return raw(DerNode.parse(good).at(0).value(), Arrays.copyOfRange(higher, 1, higher.length));
  }

  private static byte[] raw(byte[] r, byte[] s, int tag) {
    return DerNode.constructed(0x30, DerNode.primitive(tag, r), DerNode.primitive(tag, s)).encode();
  }

  private static byte[] indefinite(byte[] good) {
    byte[] whole = concat(good, new byte[2]);
    whole[1] = (byte) 0x80;
    return whole;
  }

  @Test
  void rsaPaddingOfAnyOtherForm_doesNotVerify() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(3072);
    KeyPair pair = generator.generateKeyPair();
    byte[] digest = Sha256.of(MESSAGE).bytes();
    byte[] info = concat(HexFormat.of().parseHex(SHA256_INFO), digest);
    byte[] good = seal(pair, padded(1, 0xff, 384 - 3 - info.length, info));
    assertThat(good).isEqualTo(sign("SHA256withRSA", pair));
    assertThat(SignatureStep.verifies(pair.getPublic(), MESSAGE, good)).isTrue();

    Map<String, byte[]> forgeries = new LinkedHashMap<>();
    forgeries.put("block type 0", seal(pair, padded(0, 0xff, 381 - info.length, info)));
    forgeries.put("block type 2", seal(pair, padded(2, 0xff, 381 - info.length, info)));
    forgeries.put("padding of zeros", seal(pair, padded(1, 0, 381 - info.length, info)));
    forgeries.put("padding of 0xfe", seal(pair, padded(1, 0xfe, 381 - info.length, info)));
    for (int padding : new int[] {0, 8, 100, 381 - info.length - 1}) {
      byte[] garbage = new byte[381 - info.length - padding];
      forgeries.put(
          "padding of " + padding, seal(pair, padded(1, 0xff, padding, concat(info, garbage))));
    }
    addDigestInfos(forgeries, pair, digest);
    addNumbers(forgeries, pair, good);
    assertNoneVerifies(pair, forgeries);
  }

  private static void addDigestInfos(Map<String, byte[]> forgeries, KeyPair pair, byte[] digest) {
    Map<String, String> infos = new LinkedHashMap<>();
    infos.put("of SHA-1", "3021300906052b0e03021a05000414");
    infos.put("of SHA-384", "3041300d060960864801650304020205000430");
    infos.put("of SHA-512/256", "3031300d060960864801650304020605000420");
    infos.put("with a long length", "308131300d060960864801650304020105000420");
    infos.put("with another parameter", "3032300e06096086480165030402010401000420");
    infos.put("none", "");
    infos.put("with an octet string too long", "3031300d060960864801650304020105000421");
    infos.put("indefinite", "3080300d060960864801650304020105000420");
    infos.forEach(
        (name, hex) -> {
          byte[] info = concat(HexFormat.of().parseHex(hex), digest);
          forgeries.put(
              "digest info " + name, seal(pair, padded(1, 0xff, 381 - info.length, info)));
        });
    byte[] other = concat(HexFormat.of().parseHex(SHA256_INFO), new byte[32]);
    forgeries.put("digest of zeros", seal(pair, padded(1, 0xff, 381 - other.length, other)));
  }

  private static void addNumbers(Map<String, byte[]> forgeries, KeyPair pair, byte[] good) {
    BigInteger n = ((RSAPublicKey) pair.getPublic()).getModulus();
    BigInteger s = new BigInteger(1, good);
    forgeries.put("zero", new byte[384]);
    forgeries.put("one", octets(BigInteger.ONE, 384));
    forgeries.put("modulus", octets(n, 384));
    forgeries.put("modulus less one", octets(n.subtract(BigInteger.ONE), 384));
    forgeries.put("beyond the modulus", octets(s.add(n), 385));
    forgeries.put("negated", octets(n.subtract(s), 384));
    forgeries.put("zero before it", octets(s, 385));
    forgeries.put("byte after it", Arrays.copyOf(good, 385));
    forgeries.put("cut", Arrays.copyOf(good, 383));
    forgeries.put("empty", new byte[0]);
    forgeries.put("huge", new byte[100_000]);
  }

  private static byte[] padded(int type, int filling, int count, byte[] rest) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0);
    block.write(type);
    for (int i = 0; i < count; i++) {
      block.write(filling);
    }
    block.write(0);
    block.writeBytes(rest);
    return block.toByteArray();
  }

  private static byte[] seal(KeyPair pair, byte[] block) {
    RSAPrivateKey key = (RSAPrivateKey) pair.getPrivate();
    return octets(new BigInteger(1, block).modPow(key.getPrivateExponent(), key.getModulus()), 384);
  }

  private static byte[] octets(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] octets = new byte[length];
    int count = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - count, octets, length - count, count);
    return octets;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
