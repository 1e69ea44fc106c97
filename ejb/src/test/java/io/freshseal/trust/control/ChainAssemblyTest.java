package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestCrl;
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
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;

class ChainAssemblyTest {

  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root"));

  private final AtomicInteger verified = new AtomicInteger();

  private CandidateChain assemble(
      X509Certificate signer, List<X509Certificate> carried, TrustAnchors anchors) {
    return assemble(signer, carried, new JudgeContext(anchors, NOW));
  }

  /** Counts each link tried, and what comparing a path costs. */
  private CandidateChain assemble(
      X509Certificate signer, List<X509Certificate> carried, JudgeContext context) {
    PathRules rules = PathRules.classical(context);
    return ChainAssembly.of(
        signer,
        carried,
        context,
        new PathRules(
            (certificate, issuer) -> {
              verified.incrementAndGet();
              return rules.issued().test(certificate, issuer);
            },
            chain -> {
              verified.addAndGet(chain.path().size());
              return rules.holds().apply(chain);
            },
            chain -> {
              verified.addAndGet(chain.path().size());
              return rules.stands().apply(chain);
            }));
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

  private static final Identity OTHER = TestPki.selfSigned(Wish.root("Other"));
  private static final Identity KNOWN = TestPki.issue(ROOT, Wish.root("Crossed"));
  private static final Identity CROSSED = TestPki.issue(OTHER, Wish.root("Crossed"));
  private static final X509Certificate SIGNER =
      TestPki.issue(KNOWN, Wish.signer("Signer")).certificate();

  private static JudgeContext revoking(X509Certificate... certificates) {
    List<byte[]> lists = new ArrayList<>();
    for (Identity issuer : List.of(ROOT, OTHER)) {
      TestCrl list = TestCrl.of(issuer).number(1);
      for (X509Certificate certificate : certificates) {
        if (certificate
            .getIssuerX500Principal()
            .equals(issuer.certificate().getSubjectX500Principal())) {
          list.revoking(certificate, CRLReason.superseded);
        }
      }
      lists.add(list.make());
    }
    return new JudgeContext(TestPki.anchors(ROOT, OTHER), NOW)
        .with(TestCrl.at(lists.toArray(byte[][]::new)));
  }

  private List<CandidateChain> inEachOrder(
      X509Certificate one, X509Certificate other, JudgeContext context) {
    return List.of(
        assemble(SIGNER, List.of(SIGNER, one, other), context),
        assemble(SIGNER, List.of(SIGNER, other, one), context));
  }

  @Test
  void revokedIntermediate_isPassedByWhereAnotherIsCrossSigned() {
    JudgeContext context = revoking(KNOWN.certificate());

    assertThat(inEachOrder(KNOWN.certificate(), CROSSED.certificate(), context))
        .allSatisfy(
            chain ->
                assertThat(chain.certificates())
                    .containsExactly(SIGNER, CROSSED.certificate(), OTHER.certificate()));
  }

  @Test
  void weaklySignedIntermediate_isPassedByWhereAnotherIsCrossSigned() {
    Identity weak = TestPki.issue(ROOT, Wish.root("Crossed").signedWith("SHA1withECDSA"));

    assertThat(inEachOrder(weak.certificate(), CROSSED.certificate(), revoking()))
        .allSatisfy(
            chain -> {
              assertThat(chain.path()).containsExactly(SIGNER, CROSSED.certificate());
              assertThat(ChainStep.refuses(chain)).isEmpty();
            });
  }

  @Test
  void pathThroughAnEndCertificate_isPassedByForOneThatHolds() {
    Identity between = TestPki.issue(ROOT, Wish.signer("Between"));
    Identity under = TestPki.issue(between, Wish.root("Crossed"));
    List<X509Certificate> carried =
        List.of(SIGNER, under.certificate(), between.certificate(), CROSSED.certificate());

    CandidateChain chain = assemble(SIGNER, carried, revoking());

    assertThat(chain.path()).containsExactly(SIGNER, CROSSED.certificate());
  }

  @Test
  void nothingButRevokedAndWeakPaths_areRefusedForWhatIsRevoked() {
    Identity weak = TestPki.issue(OTHER, Wish.root("Crossed").signedWith("SHA1withECDSA"));
    JudgeContext context = revoking(KNOWN.certificate());

    assertThat(inEachOrder(weak.certificate(), KNOWN.certificate(), context))
        .allSatisfy(
            chain ->
                assertThat(RevocationStep.refuses(chain, context).orElseThrow().reason())
                    .isEqualTo(StatusCode.DIGITAL_SIGNATURE_REVOKED));
  }

  @Test
  void revokedSigner_isRevokedOnEveryPath() {
    JudgeContext context =
        new JudgeContext(TestPki.anchors(ROOT, OTHER), NOW)
            .with(
                TestCrl.at(
                    TestCrl.of(KNOWN).number(1).revoking(SIGNER, CRLReason.keyCompromise).make()));

    assertThat(inEachOrder(KNOWN.certificate(), CROSSED.certificate(), context))
        .allSatisfy(chain -> assertThat(RevocationStep.refuses(chain, context)).isPresent());
  }

  @Test
  void manyPathsThatAllFail_costNoMoreThanLinksThatLeadNowhere() {
    List<X509Certificate> carried = new ArrayList<>(List.of(SIGNER));
    for (int i = 0; i < 9; i++) {
      carried.add(
          TestPki.issue(i % 2 == 0 ? ROOT : OTHER, Wish.root("Crossed").signedWith("SHA1withECDSA"))
              .certificate());
    }

    CandidateChain chain = assemble(SIGNER, carried, revoking());

    assertThat(ChainStep.refuses(chain)).isPresent();
    assertThat(verified.get()).isBetween(12, 34);
  }
}
