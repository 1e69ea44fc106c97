package io.freshseal.agent.boundary;

import io.freshseal.agent.control.AgentScrub;
import io.freshseal.agent.control.AgentStatus;
import io.freshseal.agent.control.AgentUpdate;
import io.freshseal.agent.control.AgentVerify;
import io.freshseal.agent.control.AppliedFiles;
import io.freshseal.agent.control.CacheClearing;
import io.freshseal.agent.control.RelayCacheCall;
import io.freshseal.agent.control.ReportByHand;
import io.freshseal.agent.control.UpdateOrder;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.StorePlaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One call of the program: opens the folder, lets a command work, says how it ended. Every outcome
 * goes through one report, so that text, JSON and exit status always agree.
 */
final class AgentSession {

  private final AgentConsole console;
  private final AgentTexts texts;
  private final boolean json;
  private final Instant now;
  private Optional<Recovery> repaired = Optional.empty();

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

  int update(Path directory, List<String> relays, Path anchors, TrustOptions trust) {
    try {
      FolderDefaults defaults = FolderDefaults.of(directory);
      List<Route> routes = defaults.relays(relays);
      TrustBasis trusted = defaults.basis(trust, anchors);
      try (ProgressBar bar = new ProgressBar(console, texts, json);
          Threads threads = new Threads()) {
        UpdateOrder order = order(routes, trusted, bar);
        return report(
            byHand(
                "update",
                directory,
                vault -> {
                  repaired(new AgentScrub(vault).part());
                  return update(vault, order, threads);
                }));
      }
    } catch (UnfitOption e) {
      return unfit("update", e);
    }
  }

  private static AgentReport update(Vault vault, UpdateOrder order, Threads threads)
      throws StorageException {
    return new AgentUpdate(
            vault,
            new AppliedFiles(vault.directory(), vault.objects()),
            new Replicator(vault, new CatalogJudge(), new SignatureJudge(), threads))
        .run(order);
  }

  /** Work of an operator, of which the manager hears, where there is one. */
  private AgentReport byHand(String command, Path directory, Work work) throws UnfitOption {
    FolderDefaults defaults = FolderDefaults.of(directory);
    AgentReport report = open(command, directory, work);
    told(defaults, report);
    return report;
  }

  /** Keeps what a command did for the manager, in a folder that is enrolled. */
  void told(FolderDefaults defaults, AgentReport report) {
    try {
      Optional<ReportByHand> member = defaults.member();
      if (member.isPresent()) {
        member.get().keep(report, repaired);
      }
    } catch (StorageException e) {
      texts.warn(console.err(), texts.of(e.sentence()));
    }
  }

  /** Warns of damage that was found on the disk and put right; empty if there was none. */
  void repaired(Optional<Recovery> found) {
    found.ifPresent(
        gone -> texts.warn(console.err(), texts.of("agent.recovery", texts.of(gone.loss()))));
    repaired = found.or(() -> repaired);
  }

  int status(Path directory, List<String> relays, Path anchors, TrustOptions trust) {
    try {
      FolderDefaults defaults = FolderDefaults.of(directory);
      Optional<TrustBasis> trusted =
          defaults.hasAnchors(anchors)
              ? Optional.of(defaults.basis(trust, anchors))
              : Optional.empty();
      if (relays == null && !defaults.knowsRelays()) {
        return status(defaults, directory, vault -> new AgentStatus(vault).show(trusted, now));
      }
      List<Route> routes = defaults.relays(relays);
      UpdateOrder order = order(routes, defaults.basis(trust, anchors), RunListener.SILENT);
      return status(defaults, directory, vault -> new AgentStatus(vault).compare(order));
    } catch (UnfitOption e) {
      return unfit("status", e);
    }
  }

  // Whatever keeps the store from being looked at, the service is asked.
  private int status(FolderDefaults defaults, Path directory, Work work) {
    return inExisting("status", directory, work, report -> report.with(defaults.push()));
  }

  int verify(Path directory, Path anchors, TrustOptions trust) {
    try {
      TrustBasis trusted = FolderDefaults.of(directory).basis(trust, anchors);
      return inExisting(
          "verify",
          directory,
          vault ->
              new AgentVerify(
                      vault,
                      new AppliedFiles(directory, vault.objects()),
                      new StoreCheck(vault, new SignatureJudge()))
                  .run(trusted, now),
          UnaryOperator.identity());
    } catch (UnfitOption e) {
      return unfit("verify", e);
    }
  }

  int clearCache(ClearCacheCommand command) {
    Path directory = command.folder.directory;
    try {
      if (!Files.isDirectory(directory)) {
        throw new UnfitOption(AgentSentence.NO_FOLDER, directory);
      }
      FolderDefaults defaults = FolderDefaults.of(directory);
      Optional<TrustBasis> trust =
          defaults.hasAnchors(command.anchors)
              ? Optional.of(defaults.basis(command.trust, command.anchors))
              : Optional.empty();
      return report(
          byHand("clear-cache", directory, vault -> cleared(vault, command.scope, trust)));
    } catch (UnfitOption e) {
      return unfit("clear-cache", e);
    }
  }

  private AgentReport cleared(Vault vault, CacheScope scope, Optional<TrustBasis> trust)
      throws StorageException {
    CacheClearing clearing =
        new CacheClearing(vault, new AppliedFiles(vault.directory(), vault.objects()));
    return scope == CacheScope.ALL ? clearing.all(now) : clearing.unusable(now, trust);
  }

  int clearRelayCache(ClearRelayCacheCommand command) {
    Optional<BaseUrl> relay = BaseUrl.parse(command.relay);
    return relay.isEmpty()
        ? unfit("clear-relay-cache", new UnfitOption(AgentSentence.RELAY_NO_ADDRESS))
        : report(
            new RelayCacheCall(relay.get(), console.limits())
                .run(command.token, command.scope, now));
  }

  /** A command line that cannot be understood. */
  int usage(Sentence sentence) {
    return unfit("", new UnfitOption(sentence));
  }

  /** A fault of the program itself; its trace is what a report about it needs. */
  int fault(Exception fault) {
    fault.printStackTrace(console.err());
    return report(
        AgentReport.failed("", now, StatusCode.INTERNAL, Sentence.asIs(String.valueOf(fault))));
  }

  /** What this process has around it. */
  AgentConsole console() {
    return console;
  }

  /** The texts in its language. */
  AgentTexts texts() {
    return texts;
  }

  /** Whether it speaks JSON. */
  boolean json() {
    return json;
  }

  /** When this call began. */
  Instant now() {
    return now;
  }

  private UpdateOrder order(List<Route> routes, TrustBasis trust, RunListener listener) {
    return new UpdateOrder(new RelayChoice(routes, console.limits()), trust, now, listener);
  }

  // Only an update may make a folder; elsewhere a missing one is a slip of the pen.
  private int inExisting(
      String command, Path directory, Work work, UnaryOperator<AgentReport> adding) {
    return Files.isDirectory(directory)
        ? report(adding.apply(open(command, directory, work)))
        : unfit(command, new UnfitOption(AgentSentence.NO_FOLDER, directory));
  }

  private AgentReport open(String command, Path directory, Work work) {
    try (Vault vault = Vault.open(StorePlaces.in(directory), console.clock())) {
      repaired(Optional.of(vault.recovery()).filter(Recovery::isLoss));
      return work.in(vault);
    } catch (StorageException e) {
      return AgentReport.failed(command, now, e.code(), e.sentence());
    }
  }

  /** An option that cannot be used as it is. */
  int unfit(String command, UnfitOption e) {
    return report(AgentReport.failed(command, now, StatusCode.BAD_REQUEST, e.sentence()));
  }

  /** Says how a command ended; answers the exit status. */
  int report(AgentReport report) {
    new TextReport(console, texts).errors(report);
    if (json) {
      JsonReport.print(report, console.out());
    } else {
      new TextReport(console, texts).summary(report);
    }
    return report.result().exit();
  }
}
