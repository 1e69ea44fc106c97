package io.freshseal.agent.boundary;

import io.freshseal.agent.control.AgentStatus;
import io.freshseal.agent.control.AgentUpdate;
import io.freshseal.agent.control.AgentVerify;
import io.freshseal.agent.control.AppliedFiles;
import io.freshseal.agent.control.CacheClearing;
import io.freshseal.agent.control.UpdateOrder;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
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

    private final transient Sentence sentence;

    UnfitOption(Sentence sentence) {
      super(sentence.english());
      this.sentence = sentence;
    }

    UnfitOption(AgentSentence key, Object... arguments) {
      this(Sentence.of(key, arguments));
    }
  }

  int update(Path directory, List<String> relays, Path anchors, TrustOptions trust) {
    try {
      List<BaseUrl> bases = bases(relays);
      TrustBasis trusted = basis(trust, anchors);
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

  int status(Path directory, Optional<Path> anchors, TrustOptions trust) {
    try {
      Optional<TrustBasis> trusted =
          anchors.isPresent() ? Optional.of(basis(trust, anchors.get())) : Optional.empty();
      return inExisting("status", directory, vault -> new AgentStatus(vault).show(trusted, now));
    } catch (UnfitOption e) {
      return unfit("status", e);
    }
  }

  int compare(Path directory, List<String> relays, Optional<Path> anchors, TrustOptions trust) {
    try {
      List<BaseUrl> bases = bases(relays);
      TrustBasis trusted =
          basis(trust, anchors.orElseThrow(() -> new UnfitOption(AgentSentence.ANCHORS_NEEDED)));
      UpdateOrder order = order(bases, trusted, RunListener.SILENT);
      return inExisting("status", directory, vault -> new AgentStatus(vault).compare(order));
    } catch (UnfitOption e) {
      return unfit("status", e);
    }
  }

  int verify(Path directory, Path anchors, TrustOptions trust) {
    try {
      TrustBasis trusted = basis(trust, anchors);
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
    return unfit("", new UnfitOption(Sentence.asIs(detail)));
  }

  /** A fault of the program itself; its trace is what a report about it needs. */
  int fault(Exception fault) {
    fault.printStackTrace(console.err());
    return report(
        AgentReport.failed("", now, StatusCode.INTERNAL, Sentence.asIs(String.valueOf(fault))));
  }

  private UpdateOrder order(List<BaseUrl> bases, TrustBasis trust, RunListener listener) {
    return new UpdateOrder(new RelayChoice(bases, console.limits()), trust, now, listener);
  }

  // Only an update may make a folder; elsewhere a missing one is a slip of the pen.
  private int inExisting(String command, Path directory, Work work) {
    return Files.isDirectory(directory)
        ? report(open(command, directory, work))
        : unfit(command, new UnfitOption(AgentSentence.NO_FOLDER, directory));
  }

  private AgentReport open(String command, Path directory, Work work) {
    try (Vault vault = Vault.open(StorePlaces.in(directory), console.clock())) {
      if (vault.recovery().isLoss()) {
        String loss = texts.of(vault.recovery().loss());
        texts.warn(console.err(), texts.of("agent.recovery", loss));
      }
      return work.in(vault);
    } catch (StorageException e) {
      return AgentReport.failed(command, now, e.code(), e.sentence());
    }
  }

  private int unfit(String command, UnfitOption e) {
    return report(AgentReport.failed(command, now, StatusCode.BAD_REQUEST, e.sentence));
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
      throw new UnfitOption(AgentSentence.TOO_MANY_RELAYS, MOST_RELAYS);
    }
    List<BaseUrl> bases = new ArrayList<>();
    for (String text : texts) {
      bases.add(base(text));
    }
    return bases;
  }

  private static BaseUrl base(String text) throws UnfitOption {
    return BaseUrl.parse(text).orElseThrow(() -> new UnfitOption(AgentSentence.RELAY_NO_ADDRESS));
  }

  private static TrustBasis basis(TrustOptions trust, Path anchors) throws UnfitOption {
    Optional<TrustAnchors> ofTimestamps =
        trust.timestampAnchors == null
            ? Optional.empty()
            : Optional.of(anchors(trust.timestampAnchors));
    return trust.basis(anchors(anchors), ofTimestamps);
  }

  private static TrustAnchors anchors(Path file) throws UnfitOption {
    try (InputStream in = Files.newInputStream(file)) {
      Verdict<TrustAnchors> read =
          TrustAnchors.parse(BoundedInputStream.readAll(in, TrustAnchors.MAX_BYTES));
      if (read instanceof Verdict.Rejected<TrustAnchors> refused) {
        throw new UnfitOption(AgentSentence.ANCHORS_UNFIT, file, refused.evidence().sentence());
      }
      return read.toOptional().orElseThrow();
    } catch (IOException e) {
      throw new UnfitOption(AgentSentence.ANCHORS_UNREADABLE, file, e.getMessage());
    }
  }
}
