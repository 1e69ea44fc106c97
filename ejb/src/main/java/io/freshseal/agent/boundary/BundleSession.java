package io.freshseal.agent.boundary;

import io.freshseal.agent.control.AgentImport;
import io.freshseal.agent.control.AgentScrub;
import io.freshseal.agent.control.AppliedFiles;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.bundle.control.BundleFile;
import io.freshseal.bundle.control.BundleImport;
import io.freshseal.bundle.control.BundleInspection;
import io.freshseal.bundle.control.BundlePlanning;
import io.freshseal.bundle.control.BundleStore;
import io.freshseal.bundle.control.RequestListJson;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The commands about update bundles, each one call of the program. */
final class BundleSession {

  private static final String MAKE = "bundle make";
  private static final String INSPECT = "bundle inspect";
  private static final String APPLY = "bundle apply";
  private static final String REQUEST = "bundle request";

  private final AgentSession session;

  BundleSession(AgentSession session) {
    this.session = session;
  }

  int make(BundleMakeCommand command) {
    try (ProgressBar bar = bar();
        Threads threads = new Threads()) {
      FolderDefaults defaults = FolderDefaults.of(command.directory);
      TrustBasis trust = defaults.basis(command.trust, command.anchors);
      Optional<RequestList> request = BundleWishes.request(command.request);
      BundleWish wish = BundleWishes.of(command, request);
      RelayChoice source =
          new RelayChoice(defaults.relays(command.relays), session.console().limits());
      try (Vault vault = Vault.open(StorePlaces.in(command.directory), session.console().clock())) {
        RunOutcome run =
            new Replicator(vault, new CatalogJudge(), new SignatureJudge(), threads)
                .run(new RunRequest(source, trust, session.now(), RunPolicy.relay(true), bar));
        Optional<RunRefusal> refused = run.refusals().stream().findFirst();
        if (refused.isPresent()) {
          return failed(MAKE, refused.get().code(), refused.get().evidence().sentence());
        }
        Outcome<BundlePlan> planned =
            new BundlePlanning(BundleStore.of(vault), threads).plan(wish, trust, session.now());
        if (planned instanceof Outcome.Refused<BundlePlan> no) {
          return failed(MAKE, no.code(), no.sentence());
        }
        BundlePlan plan = ((Outcome.Done<BundlePlan>) planned).value();
        Optional<Sentence> other = request.flatMap(list -> list.refuses(plan.catalog()));
        if (other.isPresent()) {
          return failed(MAKE, StatusCode.BAD_REQUEST, other.get());
        }
        bar.fetching(plan.objects().size(), plan.bytes());
        Path out = command.out.toAbsolutePath();
        return new BundlePrinter(session)
            .made(MAKE, BundleFile.write(BundleStore.of(vault), plan, out, bar::read), out);
      }
    } catch (UnfitOption e) {
      return session.unfit(MAKE, e);
    } catch (StorageException e) {
      return failed(MAKE, e.code(), e.sentence());
    }
  }

  int inspect(BundleFileOptions bundle, Path directory) {
    Path scratch = null;
    try (ProgressBar bar = bar();
        Threads threads = new Threads()) {
      Path file = readable(bundle.file);
      scratch = Files.createTempDirectory("freshseal-inspect");
      Path store = directory == null ? scratch : existing(directory);
      TrustBasis trust = FolderDefaults.of(store).basis(bundle.trust, bundle.anchors);
      try (Vault vault = Vault.open(StorePlaces.in(store), session.console().clock())) {
        bar.expect(Files.size(file));
        BundleReport report =
            new BundleInspection(vault, threads).inspect(file, trust, session.now(), bar::read);
        return new BundlePrinter(session).inspected(INSPECT, report, file);
      }
    } catch (UnfitOption e) {
      return session.unfit(INSPECT, e);
    } catch (IOException e) {
      return failed(INSPECT, e);
    } finally {
      ScratchFolder.delete(scratch);
    }
  }

  int apply(BundleApplyCommand command) {
    BundleFileOptions bundle = command.bundle;
    Path directory = command.directory;
    try (ProgressBar bar = bar();
        Threads threads = new Threads()) {
      Path file = readable(bundle.file);
      FolderDefaults defaults = FolderDefaults.of(directory);
      TrustBasis trust = defaults.basis(bundle.trust, bundle.anchors);
      try (Vault vault = Vault.open(StorePlaces.in(directory), session.console().clock())) {
        session.repaired(new AgentScrub(vault).whole());
        bar.expect(Files.size(file));
        AgentImport taking =
            new AgentImport(vault, new AppliedFiles(directory, vault.objects()), threads);
        AgentReport report =
            taking.run(
                file,
                new BundleImport.Order(
                    trust, session.now(), RunPolicy.agent(), courier(command), bar::read, bar));
        session.told(defaults, report);
        if (command.request != null && isIncomplete(report)) {
          writeRequest(vault, command.request);
        }
        return session.report(report);
      }
    } catch (UnfitOption e) {
      return session.unfit(APPLY, e);
    } catch (IOException e) {
      return failed(APPLY, e);
    }
  }

  int request(Path directory, Path out) {
    try {
      try (Vault vault =
          Vault.open(StorePlaces.in(existing(directory)), session.console().clock())) {
        writeRequest(vault, out);
        return session.report(
            AgentReport.local(REQUEST, AgentResult.MADE, session.now(), List.of()));
      }
    } catch (UnfitOption e) {
      return session.unfit(REQUEST, e);
    } catch (StorageException e) {
      return failed(REQUEST, e.code(), e.sentence());
    }
  }

  private static CourierRule courier(BundleApplyCommand command) {
    return new CourierRule(
        Optional.ofNullable(command.nextCourier), Optional.ofNullable(command.exceptionUntil));
  }

  private static boolean isIncomplete(AgentReport report) {
    return report.refusals().stream()
        .anyMatch(refusal -> refusal.code() == StatusCode.BUNDLE_INCOMPLETE);
  }

  private static void writeRequest(Vault vault, Path out) throws StorageException {
    DurableFiles.replace(out.toAbsolutePath(), RequestListJson.write(RequestListJson.of(vault)));
  }

  private static Path existing(Path directory) throws UnfitOption {
    if (!Files.isDirectory(directory)) {
      throw new UnfitOption(AgentSentence.NO_FOLDER, directory);
    }
    return directory;
  }

  private static Path readable(Path file) throws UnfitOption {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnfitOption(AgentSentence.NO_FILE, file);
    }
    return file;
  }

  private ProgressBar bar() {
    return new ProgressBar(session.console(), session.texts(), session.json());
  }

  private int failed(String command, IOException fault) {
    return fault instanceof StorageException disk
        ? failed(command, disk.code(), disk.sentence())
        : failed(
            command,
            StatusCode.STORAGE_FAULT,
            Sentence.of(AgentSentence.FILE_UNREADABLE, fault.getMessage()));
  }

  private int failed(String command, StatusCode code, Sentence sentence) {
    return session.report(AgentReport.failed(command, session.now(), code, sentence));
  }
}
