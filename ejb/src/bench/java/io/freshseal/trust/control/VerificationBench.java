package io.freshseal.trust.control;

import static io.freshseal.trust.TestPki.NOW;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.CmsForge;
import io.freshseal.trust.TestCrl;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import io.freshseal.trust.entity.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What judging costs: signature files by kind of key, and a catalog of 10,000 components. The
 * processor's time of the judging thread is counted beside the time that passes, which on a busy
 * machine tells how busy it is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class VerificationBench {

  private static final byte[] CONTENT = "patterns".getBytes(StandardCharsets.US_ASCII);
  private static final String HINTS = "component=pattern.scan;version=1";
  private static final int COMPONENTS = 10_000;
  private static final ASN1ObjectIdentifier SECOND =
      new ASN1ObjectIdentifier("2.25.310635538175282152846117522635830853200");
  private static final ExpectedSignature EXPECTED =
      new ExpectedSignature(
          new ComponentId("pattern.scan"), new ComponentVersion("1"), Sha256.of(CONTENT));

  /** Counts calls and the processor's time that they take. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Processor {
    /** Calls of one iteration. */
    public long calls;

    /** Time of the thread in one iteration, in nanoseconds. */
    public long nanos;

    private long start;

    /** Begins to count. */
    @Setup(Level.Iteration)
    public void begin() {
      calls = 0;
      start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Ends the count. */
    @TearDown(Level.Iteration)
    public void end() {
      nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
  }

  /** Signs with these keys; signer and anchor alike. */
  @State(Scope.Benchmark)
  public static class File {
    /** P-256 with ML-DSA-65 beside it is judged by the rule that asks for both. */
    @Param({"P-256", "RSA-3072", "P-256+ML-DSA-65"})
    public String keys;

    byte[] bytes;
    JudgeContext context;

    /** Makes the file. */
    @Setup
    public void make() {
      boolean two = keys.endsWith("ML-DSA-65");
      String key = two ? "P-256" : keys;
      String algorithm = key.startsWith("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      Identity root = TestPki.selfSigned(Wish.root("Root").withKey(key).signedWith(algorithm));
      Identity signer =
          TestPki.issue(root, Wish.signer("Signer").withKey(key).signedWith(algorithm));
      Identity pqRoot = TestPki.selfSigned(Wish.root("PQ root").postQuantum());
      Identity pqSigner = TestPki.issue(pqRoot, Wish.signer("PQ signer").postQuantum());
      CmsForge forge = CmsForge.over(CONTENT, HINTS).by(signer).with(algorithm);
      if (two) {
        CmsForge second = CmsForge.over(CONTENT, HINTS).by(pqSigner).with("ML-DSA-65");
        forge.carrying(SECOND, signature -> second.make());
      }
      bytes = forge.make();
      TrustPolicy policy =
          new TrustPolicy(
              two ? RevocationRule.MISSING_TOLERATED : RevocationRule.REQUIRED,
              TimestampRule.STRICT,
              two ? PostQuantumRule.BOTH : PostQuantumRule.CLASSICAL);
      context =
          new JudgeContext(
              new TrustBasis(TestPki.anchors(root, pqRoot), policy),
              TestCrl.at(TestCrl.of(root).number(1).with(algorithm).make()),
              NOW);
      new SignatureJudge().judge(bytes, EXPECTED, context).toOptional().orElseThrow();
    }
  }

  /** The post-quantum signature of a file, taken out of it. */
  @State(Scope.Benchmark)
  public static class Second {
    byte[] bytes;
    CmsSigner classical;
    JudgeContext context;

    /** Makes the file and reads its classical part. */
    @Setup
    public void make() {
      File file = new File();
      file.keys = "P-256+ML-DSA-65";
      file.make();
      context = file.context;
      classical =
          CmsEnvelopes.parse(file.bytes, SignatureJudge.MAX_BYTES)
              .toOptional()
              .orElseThrow()
              .signers()
              .get(0);
      bytes = classical.unsigned().postQuantum().orElseThrow();
    }
  }

  /** A signed catalog. */
  @State(Scope.Benchmark)
  public static class SignedCatalog {
    byte[] bytes;
    JudgeContext context;

    /** Makes the catalog. */
    @Setup
    public void make() {
      Identity root = TestPki.selfSigned(Wish.root("Root"));
      Identity signer = TestPki.issue(root, Wish.signer("Signer"));
      byte[] payload = CatalogJson.write(catalog());
      bytes = CmsForge.over(payload, "catalog=primary;sequence=7").attached().by(signer).make();
      context =
          new JudgeContext(TrustBasis.of(TestPki.anchors(root)), TestCrl.clean(root), NOW);
      new CatalogJudge().verify(bytes, context).toOptional().orElseThrow();
    }

    private static Catalog catalog() {
      List<CatalogEntry> entries = IntStream.range(0, COMPONENTS).mapToObj(SignedCatalog::entry).toList();
      return new Catalog(
          "primary",
          1,
          7,
          NOW,
          NOW.plus(Duration.ofDays(30)),
          entries,
          List.of(),
          Optional.empty());
    }

    private static CatalogEntry entry(int number) {
      Sha256 digest = Sha256.of(new byte[] {(byte) number, (byte) (number >> 8)});
      return new CatalogEntry(
          new ComponentId("component-" + number),
          ComponentKind.PATTERN,
          Platform.ANY,
          new ComponentVersion("19.421." + number),
          1_000_000,
          digest,
          new SignatureEntry(digest, 1_500, 3, NOW, NOW.plus(Duration.ofDays(90))));
    }
  }

  /** Steps 1 to 8 for one signature file, its chain and revocation list included. */
  @Benchmark
  public Verdict<SignatureFacts> signatureFile(File file, Processor processor) {
    processor.calls++;
    return new SignatureJudge().judge(file.bytes, EXPECTED, file.context);
  }

  /** Steps 1 to 8 for a catalog of 10,000 components, its JSON included. */
  @Benchmark
  public Verdict<JudgedCatalog> catalogOf10000(SignedCatalog catalog, Processor processor) {
    processor.calls++;
    return new CatalogJudge().verify(catalog.bytes, catalog.context);
  }

  /** The signature by ML-DSA-65 alone, with its chain. */
  @Benchmark
  public Optional<Refusal> mlDsa65Alone(Second second, Processor processor) {
    processor.calls++;
    PostQuantumSignature read =
        PostQuantumStep.read(second.bytes, second.classical).toOptional().orElseThrow();
    return PostQuantumStep.refuses(read, second.context);
  }
}
