package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainAssemblyTest {

  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));

  private final AtomicInteger verified = new AtomicInteger();

  private CandidateChain assemble(
      X509Certificate signer, List<X509Certificate> carried, TrustAnchors anchors) {
    return ChainAssembly.of(
        signer,
        carried,
        new JudgeContext(anchors, NOW),
        (certificate, issuer) -> {
          verified.incrementAndGet();
          return Certificates.isIssuedBy(certificate, issuer);
        });
  }

  private static List<X509Certificate> selfSigned(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> TestPki.selfSigned(Wish.root(name)).certificate())
        .toList();
  }

  @Test
  void certificatesThatAllIssueEachOther_costFewVerifications() {
    List<X509Certificate> loop = selfSigned("Loop", 10);

    CandidateChain chain = assemble(loop.get(0), loop, TestPki.anchors(ROOT));

    assertThat(chain.anchor()).isEmpty();
    assertThat(verified.get()).isLessThanOrEqualTo(33);
  }

  @Test
  void anchorBehindManyOfItsName_isFound() {
    List<Identity> namesakes = new ArrayList<>();
    for (String type : List.of("P-256", "P-384", "Ed25519")) {
      String algorithm = type.equals("Ed25519") ? "Ed25519" : "SHA256withECDSA";
      Wish wish = Wish.root("Root").withKey(type).signedWith(algorithm);
      for (int i = 0; i < 20; i++) {
        namesakes.add(TestPki.selfSigned(wish));
      }
    }
    Identity middle = TestPki.issue(namesakes.get(20), Wish.root("Middle"));
    Identity signer = TestPki.issue(middle, Wish.signer("Signer"));

    CandidateChain chain =
        assemble(
            signer.certificate(),
            TestPki.chain(signer),
            TestPki.anchors(namesakes.toArray(Identity[]::new)));

    assertThat(chain.certificates())
        .startsWith(signer.certificate(), middle.certificate())
        .hasSize(3);
    assertThat(chain.anchor().orElseThrow().getPublicKey())
        .isEqualTo(namesakes.get(20).certificate().getPublicKey());
  }

  @Test
  void crossSignedIntermediate_leadsToTheAnchorThatIsAtHand() {
    Identity other = TestPki.selfSigned(Wish.root("Other"));
    Identity unknown = TestPki.issue(other, Wish.root("Crossed"));
    Identity known = TestPki.issue(ROOT, Wish.root("Crossed"));
    X509Certificate signer = TestPki.issue(unknown, Wish.signer("Signer")).certificate();

    CandidateChain chain =
        assemble(
            signer,
            List.of(signer, unknown.certificate(), known.certificate()),
            TestPki.anchors(ROOT));

    assertThat(chain.certificates())
        .containsExactly(signer, known.certificate(), ROOT.certificate());
  }
}
