package io.freshseal.agent;

import io.freshseal.agent.boundary.AgentCommand;
import io.freshseal.agent.boundary.AgentConsole;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * A process of its own with a small heap: lets an agent and a relay run against one address after
 * another and prints, per address, its name, both codes, and the bytes alive afterwards.
 */
public final class HeapProbe {

  /** Quick where a test waits, and as large as in the field where memory is meant. */
  private static final TransferLimits LIMITS =
      new TransferLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          1024,
          Duration.ofSeconds(2),
          TransferLimits.DEFAULT.maxHeaderBytes(),
          TransferLimits.DEFAULT.maxCatalogBytes(),
          1,
          Duration.ZERO);

  private HeapProbe() {}

  /** Arguments: the folder to work in, the PEM file of the anchors, addresses. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path anchors = Path.of(args[1]);
    for (String address : Arrays.asList(args).subList(2, args.length)) {
      String name = address.replaceAll(".*/([a-z-]+)/api/v1", "$1");
      int agent = agent(folder.resolve(name + "-agent"), anchors, address);
      int relay = relay(folder.resolve(name + "-relay"), anchors, address);
      System.gc();
      Runtime heap = Runtime.getRuntime();
      System.out.println(
          name + " " + agent + " " + relay + " " + (heap.totalMemory() - heap.freeMemory()));
    }
  }

  // Where a list is what swells, that it did not come must be seen.
  private static boolean isStrict(String address) {
    return address.contains("-list/");
  }

  private static TrustBasis basis(TrustAnchors trusted, String address) {
    TrustBasis basis = TrustBasis.of(trusted);
    return isStrict(address) ? basis : basis.heeding(TrustPolicy.RevocationRule.MISSING_TOLERATED);
  }

  private static int agent(Path folder, Path anchors, String address) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AgentConsole console =
        new AgentConsole(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err,
            false,
            Locale.ENGLISH,
            Clock.systemUTC(),
            LIMITS);
    AgentCommand.run(
        console,
        "update",
        "--json",
        "--revocation",
        isStrict(address) ? "required" : "missing-tolerated",
        "--relay",
        address,
        "--anchors",
        anchors.toString(),
        "--dir",
        folder.toString());
    return Json.createReader(new StringReader(out.toString(StandardCharsets.UTF_8)))
        .readObject()
        .getInt("code");
  }

  private static int relay(Path folder, Path anchors, String address) throws IOException {
    Clock clock = Clock.systemUTC();
    TrustAnchors trusted =
        TrustAnchors.parse(Files.readAllBytes(anchors)).toOptional().orElseThrow();
    try (Vault vault = Vault.open(StorePlaces.in(folder), clock)) {
      RunOutcome outcome =
          new Replicator(vault, new CatalogJudge(), new SignatureJudge(), Runnable::run)
              .run(
                  new RunRequest(
                      new HttpUpdateSource(BaseUrl.parse(address).orElseThrow(), LIMITS),
                      basis(trusted, address),
                      clock.instant(),
                      RunPolicy.relay(true),
                      RunListener.SILENT));
      return outcome.code().code();
    }
  }
}
