package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed catalog that was accepted in a large heap, judged in a small one. */
class OwnCatalogTest {

  @TempDir Path folder;

  /** Judges a catalog as a foreign one and as one's own; what a process with a small heap runs. */
  public static void main(String... files) throws IOException {
    byte[] envelope = Files.readAllBytes(Path.of(files[0]));
    TrustAnchors anchors =
        TrustAnchors.parse(Files.readAllBytes(Path.of(files[1]))).toOptional().orElseThrow();
    JudgeContext context = new JudgeContext(anchors, NOW);
    CatalogJudge judge = new CatalogJudge();
    System.out.print(
        judge.verify(envelope, context).code() + " " + judge.verifyOwn(envelope, context).code());
  }

  @Test
  void ownCatalog_isReadInASmallerHeap_andAForeignOneIsNot() throws Exception {
    Identity root = TestPki.selfSigned(Wish.root("Root"));
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            7,
            NOW.minusSeconds(60),
            NOW.plus(Duration.ofDays(30)),
            List.of(),
            List.of(),
            Optional.empty());
    byte[] json = CatalogJson.write(catalog);
    byte[] padded = Arrays.copyOf(json, CatalogJson.LEAST_BYTES + 1);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    byte[] envelope =
        CmsForge.over(padded, ContentHints.catalog("primary", 7))
            .attached()
            .by(TestPki.issue(root, Wish.signer("Signer")))
            .make();
    Path file = Files.write(folder.resolve("catalog"), envelope);
    Path anchors = Files.write(folder.resolve("anchors.pem"), TestPki.anchors(root).pem());

    assertThat(judgedWith("-Xmx100m", file, anchors))
        .isEqualTo(StatusCode.CATALOG_MALFORMED + " " + StatusCode.OK);
  }

  private String judgedWith(String heap, Path file, Path anchors)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                java.toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                OwnCatalogTest.class.getName(),
                file.toString(),
                anchors.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.waitFor();
    return Files.readString(out);
  }
}
