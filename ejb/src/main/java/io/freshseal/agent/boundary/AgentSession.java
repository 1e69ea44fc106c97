package io.freshseal.agent.boundary;

import io.freshseal.agent.control.AgentStatus;
import io.freshseal.agent.control.AgentUpdate;
import io.freshseal.agent.control.AgentVerify;
import io.freshseal.agent.control.AppliedFiles;
import io.freshseal.agent.control.CacheClearing;
import io.freshseal.agent.control.UpdateOrder;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of the program: opens the folder, lets a command work, says how it ended. Every outcome
 * goes through one report, so that text, JSON and exit status always agree.
 */
final class AgentSession {

  private static final int MOST_RELAYS = ClockPeers.MAX_PEERS + 1;

  private final AgentConsole console;
  private final AgentTexts texts;
  private final boolean json;
  private final Instant now;

  AgentSession(AgentConsole console, AgentTexts texts, boolean json) {
    this.console = console;
    this.texts = texts;
    this.json = json;
    this.now = console.clock().instant();
  }

  /** Work on an open store. */
  @FunctionalInterface
  private interface Work {
    AgentReport in(Vault vault) throws StorageException;
  }

  /** An option that cannot be used as it is. */
  private static final class UnfitOption extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitOption(String detail) {
      super(detail);
    }
  }

  int update(Path directory, List<String> relays, Path anchors, TrustOptions trust) {
    try {
      List<BaseUrl> bases = bases(relays);
      TrustBasis trusted = trust.basis(anchors(anchors));
      try (ProgressBar bar = new ProgressBar(console, texts, json);
          Threads threads = new Threads()) {
        UpdateOrder order = order(bases, trusted, bar);
        return report(
            open(
                "update",
                directory,
                vault ->
                    new AgentUpdate(
                            vault,
                            new AppliedFiles(directory, vault.objects()),
                            new Replicator(
                                vault, new CatalogJudge(), new SignatureJudge(), threads))
                        .run(order)));
      }
    } catch (UnfitOption e) {
      return unfit("update", e);
    }
  }

  int status(Path directory) {
    return inExisting("status", directory, vault -> new AgentStatus(vault).show(now));
  }

  int compare(Path directory, List<String> relays, Optional<Path> anchors, TrustOptions trust) {
    try {
      List<BaseUrl> bases = bases(relays);
      TrustBasis trusted =
          trust.basis(
              anchors(
                  anchors.orElseThrow(
                      () ->
                          new UnfitOption("--anchors is needed to judge what the relay offers"))));
      UpdateOrder order = order(bases, trusted, RunListener.SILENT);
      return inExisting("status", directory, vault -> new AgentStatus(vault).compare(order));
    } catch (UnfitOption e) {
      return unfit("status", e);
    }
  }

  int verify(Path directory, Path anchors, TrustOptions trust) {
    try {
      TrustBasis trusted = trust.basis(anchors(anchors));
      return inExisting(
          "verify",
          directory,
          vault ->
              new AgentVerify(
                      vault,
                      new AppliedFiles(directory, vault.objects()),
                      new StoreCheck(vault, new SignatureJudge()))
                  .run(trusted, now));
    } catch (UnfitOption e) {
      return unfit("verify", e);
    }
  }

  int clearCache(Path directory) {
    return inExisting(
        "clear-cache",
        directory,
        vault -> new CacheClearing(vault, new AppliedFiles(directory, vault.objects())).run(now));
  }

  /** A command line that cannot be understood. */
  int usage(String detail) {
    return unfit("", new UnfitOption(detail));
  }

  /** A fault of the program itself; its trace is what a report about it needs. */
  int fault(Exception fault) {
    fault.printStackTrace(console.err());
    return report(AgentReport.failed("", now, StatusCode.INTERNAL, String.valueOf(fault)));
  }

  private UpdateOrder order(List<BaseUrl> bases, TrustBasis trust, RunListener listener) {
    return new UpdateOrder(new RelayChoice(bases, console.limits()), trust, now, listener);
  }

  // Only an update may make a folder; elsewhere a missing one is a slip of the pen.
  private int inExisting(String command, Path directory, Work work) {
    return Files.isDirectory(directory)
        ? report(open(command, directory, work))
        : unfit(command, new UnfitOption("There is no folder " + directory));
  }

  private AgentReport open(String command, Path directory, Work work) {
    try (Vault vault = Vault.open(directory, console.clock())) {
      if (vault.recovery().isLoss()) {
        texts.warn(console.err(), texts.of("agent.recovery"));
      }
      return work.in(vault);
    } catch (StorageException e) {
      return AgentReport.failed(command, now, e.code(), e.getMessage());
    }
  }

  private int unfit(String command, UnfitOption e) {
    return report(AgentReport.failed(command, now, StatusCode.BAD_REQUEST, e.getMessage()));
  }

  private int report(AgentReport report) {
    new TextReport(console, texts).errors(report);
    if (json) {
      JsonReport.print(report, console.out());
    } else {
      new TextReport(console, texts).summary(report);
    }
    return report.result().exit();
  }

  private static List<BaseUrl> bases(List<String> texts) throws UnfitOption {
    if (texts.size() > MOST_RELAYS) {
      throw new UnfitOption("--relay is given more than " + MOST_RELAYS + " times");
    }
    List<BaseUrl> bases = new ArrayList<>();
    for (String text : texts) {
      bases.add(base(text));
    }
    return bases;
  }

  private static BaseUrl base(String text) throws UnfitOption {
    return BaseUrl.parse(text)
        .orElseThrow(
            () ->
                new UnfitOption(
                    "--relay is not an http or https address without user, query and fragment"));
  }

  private static TrustAnchors anchors(Path file) throws UnfitOption {
    try (InputStream in = Files.newInputStream(file)) {
      Verdict<TrustAnchors> read =
          TrustAnchors.parse(BoundedInputStream.readAll(in, TrustAnchors.MAX_BYTES));
      if (read instanceof Verdict.Rejected<TrustAnchors> refused) {
        throw new UnfitOption("--anchors " + file + ": " + refused.evidence().detail());
      }
      return read.toOptional().orElseThrow();
    } catch (IOException e) {
      throw new UnfitOption("--anchors " + file + " cannot be read: " + e.getMessage());
    }
  }
}
