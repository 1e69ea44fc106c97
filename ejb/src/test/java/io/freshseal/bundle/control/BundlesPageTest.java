package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.AgentProcess;
import io.freshseal.agent.TestRelay;
import io.freshseal.agent.boundary.AgentCommand;
import io.freshseal.bundle.control.zip.ZipItem;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.vault.control.Vault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page about bundles, as they stand there. */
class BundlesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "bundles.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  @TempDir private Path folder;

  private UpstreamSimulator upstream;
  private Path bundle;

  private record Ended(int status, String output) {}

  // At the time of the machine: openssl knows no other.
  @BeforeEach
  void makeABundle() throws IOException {
    Clock clock = Clock.systemUTC();
    upstream =
        new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), clock.instant()), clock);
    Path anchors = Files.write(folder.resolve("anchors.pem"), upstream.anchors().pem());
    upstream.offer("first", "1.0", BundleBench.content("first", "1.0"));
    upstream.offer("second", "2.0", BundleBench.content("second", "2.0"));
    upstream.publish();
    try (Vault vault = BundleCrashSubject.open(folder.resolve("connected"))) {
      RunRequest request =
          new RunRequest(
              upstream,
              BundleCrashSubject.trust(anchors),
              clock.instant(),
              RunPolicy.relay(true),
              RunListener.SILENT);
      assertThat(
              new Replicator(vault, new CatalogJudge(), new SignatureJudge(), Runnable::run)
                  .run(request)
                  .result())
          .isEqualTo(RunResult.COMPLETED);
      BundleCrashSubject.make(vault, folder, BundleCrashSubject.trust(anchors));
    }
    bundle = BundleCrashSubject.bundle(folder, 1);
  }

  @Test
  void everyCommandOfThePage_doesWhatItSays() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path program = Files.createDirectory(folder.resolve("bin")).resolve("freshseal-agent");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                String.join(File.pathSeparator, AgentProcess.classPath()),
                AgentCommand.class.getName()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    try (TestRelay relay = new TestRelay(folder.resolve("relay-keys"), Clock.systemUTC())) {
      relay.put("rules", "1.0", BundleBench.content("rules", "1.0")).publish();
      relay.writeAnchors(work.resolve("anchors.pem"));

      Ended ended =
          run(
              work,
              blocks(Files.readString(PAGE)),
              Map.of(
                  "relay", relay.address(),
                  "bundle", work.resolve("dsupdate_1.zip").toString(),
                  "PATH", program.getParent() + File.pathSeparator + System.getenv("PATH")));

      assertThat(ended.status()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("\"usableUntil\":\"", "CMS Verification successful");
      assertThat(work.resolve("agent/current/rules"))
          .hasBinaryContent(BundleBench.content("rules", "1.0"));
      assertThat(work.resolve("smaller/dsupdate_1.zip"))
          .satisfies(
              file ->
                  assertThat(Files.size(file))
                      .isLessThan(Files.size(work.resolve("dsupdate_1.zip"))));
    }
  }

  @Test
  void soundBundle_passesAll() throws Exception {
    Ended ended = check();

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output())
        .as("a catalog and two signature files")
        .containsPattern("(?s)(CMS Verification successful.*){3}")
        .as("a signer and an anchor of each, and the next list")
        .containsPattern("(?s)(notAfter:.*){3}nextUpdate=");
    assertThat(ended.output().lines())
        .as("nothing that is not named, nothing named that is not there")
        .noneMatch(line -> line.strip().matches("[0-9a-f]{64}"));
  }

  @Test
  void contentThatIsAnotherOne_isFoundBySha256sum() throws Exception {
    CatalogEntry first = upstream.entry("first");
    BundleForge.of(bundle)
        .with(ZipItem.object(first.sha256()), BundleBench.content("first", "9.9"))
        .write(bundle);

    Ended ended = check();

    assertThat(ended.status()).isNotZero();
    assertThat(ended.output()).contains(first.sha256() + ": FAILED");
  }

  @Test
  void catalogOfAStranger_isFoundByOpenssl() throws Exception {
    Clock clock = Clock.systemUTC();
    UpstreamSimulator stranger =
        new UpstreamSimulator(
            SigningAuthority.own(folder.resolve("other"), clock.instant()), clock);
    stranger.offer("first", "1.0", BundleBench.content("first", "1.0"));
    BundleForge.of(bundle).with(ZipItem.CATALOG, stranger.publish()).write(bundle);

    Ended ended = check();

    assertThat(ended.status()).isNotZero();
    assertThat(ended.output())
        .doesNotContain("CMS Verification successful")
        .contains("CMS Verification failure");
  }

  @Test
  void archiveThatIsCut_isFoundByUnzip() throws Exception {
    byte[] bytes = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(check().status()).isNotZero();
  }

  private Ended check() throws IOException, InterruptedException {
    String section = Files.readString(PAGE).split("## Checking one without Freshseal\n", 2)[1];
    return run(folder, blocks(section), Map.of("bundle", bundle.toString()));
  }

  private static List<String> blocks(String page) {
    List<String> blocks = BLOCK.matcher(page).results().map(found -> found.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(4);
    return blocks;
  }

  private Ended run(Path work, List<String> blocks, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", String.join("\n", blocks));
    bash.environment().putAll(environment);
    Path output = folder.resolve("output.txt");
    Process process =
        bash.directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ends").isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
