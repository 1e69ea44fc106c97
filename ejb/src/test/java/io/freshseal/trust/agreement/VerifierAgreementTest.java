package io.freshseal.trust.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Freshseal and openssl judge the same files; where they differ, the documentation says why. */
class VerifierAgreementTest {

  @TempDir static Path directory;
  private static final Map<String, StatusCode> FRESHSEAL = new LinkedHashMap<>();
  private static List<SignatureCase> corpus;
  private static Map<String, Boolean> openssl;

  @BeforeAll
  static void judge() throws Exception {
    corpus = Corpus.all();
    openssl = new OpensslVerifier(directory).judge(corpus);
    corpus.forEach(one -> FRESHSEAL.put(one.name(), judge(one)));
  }

  private static StatusCode judge(SignatureCase one) {
    TrustAnchors anchors = TrustAnchors.parse(one.anchors()).toOptional().orElseThrow();
    ExpectedSignature expected =
        new ExpectedSignature(
            new ComponentId("pattern.scan"),
            new ComponentVersion("19.421.00"),
            Sha256.of(one.content()));
    // openssl looks at no revocation list unless told to; a context of anchors alone neither.
    JudgeContext context = new JudgeContext(anchors, TestPki.NOW);
    return new SignatureJudge().judge(one.file(), expected, context).code();
  }

  private static boolean accepts(SignatureCase one) {
    return FRESHSEAL.get(one.name()) == StatusCode.OK;
  }

  @Test
  void corpus_isLargeAndNamesEachFileOnce() {
    assertThat(corpus).hasSizeGreaterThanOrEqualTo(200);
    assertThat(FRESHSEAL).hasSameSizeAs(corpus);
    assertThat(openssl).hasSameSizeAs(corpus);
  }

  @Test
  void freshseal_answersEachFileAsExpected() {
    Map<String, String> surprises = new TreeMap<>();
    for (SignatureCase one : corpus) {
      if (!one.codes().contains(FRESHSEAL.get(one.name()))) {
        surprises.put(one.name(), FRESHSEAL.get(one.name()) + " instead of " + one.codes());
      }
    }
    assertThat(surprises).isEmpty();
  }

  @Test
  void openssl_answersEachFileAsExpected() throws Exception {
    Map<String, String> surprises = new TreeMap<>();
    for (int i = 0; i < corpus.size(); i++) {
      SignatureCase one = corpus.get(i);
      if (openssl.get(one.name()) != one.opensslAccepts()) {
        surprises.put(one.name(), new OpensslVerifier(directory).complaint(i));
      }
    }
    assertThat(surprises).isEmpty();
  }

  @Test
  void disagreements_areThoseOfTheDocumentationAndNoOther() throws Exception {
    Map<String, String> observed = new TreeMap<>();
    for (SignatureCase one : corpus) {
      if (accepts(one) != openssl.get(one.name())) {
        observed.put(
            one.name(),
            FRESHSEAL.get(one.name()).text()
                + (openssl.get(one.name()) ? " / accepts" : " / refuses"));
      }
    }
    assertThat(AgreementPage.read().disagreements()).containsExactlyInAnyOrderEntriesOf(observed);
  }

  @Test
  void figuresOfTheDocumentation_areThoseObserved() throws Exception {
    long accepted = corpus.stream().filter(o -> accepts(o) && openssl.get(o.name())).count();
    long stricter = corpus.stream().filter(o -> !accepts(o) && openssl.get(o.name())).count();
    long laxer = corpus.stream().filter(o -> accepts(o) && !openssl.get(o.name())).count();
    long refused = corpus.size() - accepted - stricter - laxer;

    assertThat(AgreementPage.read().figures())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "files in all", (long) corpus.size(),
                "both accept", accepted,
                "both refuse", refused,
                "Freshseal alone refuses", stricter,
                "openssl alone refuses", laxer));
  }
}
