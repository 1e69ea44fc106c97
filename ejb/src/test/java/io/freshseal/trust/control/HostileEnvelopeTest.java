package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bytes that are no signature file, or nearly one: always a refusal, never anything else. */
class HostileEnvelopeTest {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final String HINTS = "component=pattern.scan;version=1";
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));
  private static final Identity SIGNER = TestPki.issue(ROOT, Wish.signer("Signer"));
  private static final JudgeContext CONTEXT = new JudgeContext(TestPki.anchors(ROOT), NOW);

  private static StatusCode judge(byte[] bytes) {
    return new SignatureJudge().judge(bytes, EXPECTED, CONTEXT).code();
  }

  private static byte[] good() {
    return CmsForge.over(CONTENT, HINTS).by(SIGNER).make();
  }

  @Test
  void berInsteadOfDer_isMalformed() {
    byte[] ber = CmsForge.over(CONTENT, HINTS).by(SIGNER).encoded("BER").make();

    assertThat(judge(good())).isEqualTo(StatusCode.OK);
    assertThat(ber).isNotEqualTo(good());
    assertThat(judge(ber)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void lengthInMoreBytesThanNeeded_isMalformed() {
    byte[] good = good();
    byte[] longer = new byte[good.length + 1];
    longer[0] = good[0];
    longer[1] = (byte) 0x83;
    System.arraycopy(good, 2, longer, 3, good.length - 2);

    assertThat(good[1]).isEqualTo((byte) 0x82);
    assertThat(judge(longer)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void trailingBytes_areMalformed() {
    byte[] good = good();

    assertThat(judge(Arrays.copyOf(good, good.length + 1)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void everyTruncation_isMalformed() {
    byte[] good = good();
    for (int length = 0; length < good.length; length++) {
      assertThat(judge(Arrays.copyOf(good, length)))
          .as("first %d bytes", length)
          .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    }
  }

  @Test
  void webPage_isMalformed() {
    assertThat(judge("<!DOCTYPE html><html></html>".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void pemText_isMalformed() {
    assertThat(judge("-----BEGIN CMS-----\nMIIB\n".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void nothing_isMalformed() {
    assertThat(judge(new byte[0])).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void moreThanTheBound_isTooLarge() {
    assertThat(judge(new byte[SignatureJudge.MAX_BYTES + 1])).isEqualTo(StatusCode.TOO_LARGE);
    assertThat(judge(new byte[SignatureJudge.MAX_BYTES]))
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void endlessNesting_isMalformed() {
    byte[] deep = new byte[SignatureJudge.MAX_BYTES];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }

    assertThat(judge(deep)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void setInReversedOrder_isRefusedWithoutSortingIt() {
    int elements = 800_000;
    ByteBuffer set = ByteBuffer.allocate(5 + 5 * elements);
    set.put((byte) 0x31).put((byte) 0x83);
    set.put((byte) (5 * elements >> 16)).putShort((short) (5 * elements));
    for (int i = elements; i > 0; i--) {
      set.put((byte) 0x02).put((byte) 3).put((byte) (1 + (i >> 16))).putShort((short) i);
    }

    Verdict<JudgedCatalog> verdict =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> new CatalogJudge().verify(set.array(), CONTEXT));

    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void lengthOfTwoGigabytes_isMalformed() {
    byte[] liar = {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x06, 0x01};

    assertThat(judge(liar)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void elevenCertificates_areTooMany() {
    CmsForge forge = CmsForge.over(CONTENT, HINTS).by(SIGNER);
    for (int i = 0; i < 10; i++) {
      forge.carrying(TestPki.issue(ROOT, Wish.signer("Signer")).certificate());
    }

    assertThat(judge(forge.make())).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
  }

  @Test
  void keyThatTakesHoursToVerifyWith_isNotVerifiedWith() {
    X509Certificate heavy = HeavyCertificates.authority();
    X509Certificate issued = HeavyCertificates.issuedFor(SIGNER.certificate());
    Identity stranger = new Identity(issued, SIGNER.key(), new Identity(heavy, SIGNER.key(), null));
    byte[] file = CmsForge.over(CONTENT, HINTS).by(stranger).carrying(heavy).make();

    StatusCode code = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> judge(file));

    assertThat(code).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void nameOfStranger_cannotForgeALineOfALogOrScreen() {
    Instant yesterday = NOW.minusSeconds(86_400);
    Identity stranger =
        TestPki.selfSigned(
            Wish.signer("Root\n0 STATUS_OK\u001b[2K\u202eX")
                .valid(yesterday.minusSeconds(60), yesterday));
    Identity carried = new Identity(stranger.certificate(), stranger.key(), ROOT);

    Verdict<SignatureFacts> verdict =
        new SignatureJudge()
            .judge(CmsForge.over(CONTENT, HINTS).by(carried).make(), EXPECTED, CONTEXT);

    Evidence evidence =
        verdict.fold(a -> Evidence.of(Sentence.asIs("accepted")), refused -> refused.evidence());
    assertThat(verdict.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
    assertThat(evidence.detail()).contains("CN=Root?0 STATUS_OK?[2K?X");
    assertThat(evidence.offender().orElseThrow().subject()).doesNotContain("\n", "\u001b");
  }

  @Test
  void mutatedSignatures_endInADeclaredRefusalEachTime() {
    Set<StatusCode> declared =
        EnumSet.range(
            StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, StatusCode.DIGITAL_SIGNATURE_PURPOSE);
    Random random = new Random(20301);
    byte[] good = good();
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = good.clone();
      int changes = 1 + random.nextInt(4);
      for (int c = 0; c < changes; c++) {
        int at = random.nextInt(bad.length);
        bad[at] ^= (byte) (1 + random.nextInt(255));
      }
      if (!Arrays.equals(good, bad)) {
        assertThat(judge(bad)).as("mutation %d", i).isIn(declared);
      }
    }
  }

  @Test
  void noise_endsInARefusalEachTime() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      noise[0] = 0x30;

      assertThat(judge(noise)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_MALFORMED);
    }
  }
}
