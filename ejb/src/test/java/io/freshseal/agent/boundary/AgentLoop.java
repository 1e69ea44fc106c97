package io.freshseal.agent.boundary;

import io.freshseal.agent.control.AgentUpdate;
import io.freshseal.agent.control.AppliedFiles;
import io.freshseal.agent.control.UpdateOrder;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Updates again and again until it is killed; without the command line, which starts slower. */
public final class AgentLoop {

  private AgentLoop() {}

  public static void main(String[] args) throws IOException {
    BaseUrl relay = BaseUrl.parse(args[0]).orElseThrow();
    TrustAnchors anchors =
        TrustAnchors.parse(Files.readAllBytes(Path.of(args[1]))).toOptional().orElseThrow();
    Path directory = Path.of(args[2]);
    Clock clock = Clock.systemUTC();
    try (Threads threads = new Threads()) {
      while (true) {
        try (Vault vault = Vault.open(StorePlaces.in(directory), clock)) {
          new AgentUpdate(
                  vault,
                  new AppliedFiles(directory, vault.objects()),
                  new Replicator(vault, new CatalogJudge(), new SignatureJudge(), threads))
              .run(
                  new UpdateOrder(
                      new RelayChoice(List.of(Route.direct(relay)), TransferLimits.DEFAULT),
                      TrustBasis.of(anchors),
                      clock.instant(),
                      RunListener.SILENT));
        }
      }
    }
  }
}
