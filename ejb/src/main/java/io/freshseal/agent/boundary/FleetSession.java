package io.freshseal.agent.boundary;

import io.freshseal.agent.control.AgentDuties;
import io.freshseal.agent.control.AgentFolder;
import io.freshseal.agent.control.AgentPush;
import io.freshseal.agent.control.Enrolling;
import io.freshseal.agent.control.PushNote;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.member.control.HeartbeatLoop;
import io.freshseal.member.control.HostFacts;
import io.freshseal.member.control.LoopListener;
import io.freshseal.member.control.LoopService;
import io.freshseal.member.control.ManagerAddress;
import io.freshseal.member.control.ManagerClient;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MemberMemory;
import io.freshseal.member.control.Surroundings;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.replication.control.push.HttpPushLine;
import io.freshseal.replication.control.push.PushThread;
import io.freshseal.replication.control.push.PushWatch;
import io.freshseal.replication.entity.PushView;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The commands of a computer that belongs to a fleet, or is about to. */
final class FleetSession {

  private static final Duration STOPPING = Duration.ofMillis(1500);
  private static final Duration MOST_JITTER = Duration.ofHours(1);

  private final AgentSession session;

  FleetSession(AgentSession session) {
    this.session = session;
  }

  /** A folder that is claimed, and what goes on in it. */
  private record Member(
      Path directory, Membership membership, CurrentTrust trust, MemberMemory memory) {}

  int enrol(EnrolCommand options) {
    try {
      ManagerClient client = new ManagerClient(session.console().limits());
      return session.report(
          new Enrolling(new MemberFolder(options.folder.directory), client)
              .run(wish(options), session.now()));
    } catch (UnfitOption e) {
      return session.unfit("enrol", e);
    }
  }

  private static Enrolling.Wish wish(EnrolCommand options) throws UnfitOption {
    Verdict<ManagerAddress> manager = ManagerAddress.parse(options.manager);
    if (manager instanceof Verdict.Rejected<ManagerAddress> refused) {
      throw new UnfitOption(refused.evidence().sentence());
    }
    Optional<String> source = Optional.ofNullable(options.source);
    if (source.isPresent() && source.flatMap(CatalogJson::source).isEmpty()) {
      throw new UnfitOption(AgentSentence.SOURCE_UNFIT);
    }
    return new Enrolling.Wish(
        manager.toOptional().orElseThrow(),
        EnrolmentToken.parse(options.token)
            .orElseThrow(() -> new UnfitOption(Sentence.of(MemberSentence.TOKEN_MALFORMED))),
        name(options.name),
        source,
        options.again);
  }

  private static ComputerName name(String given) throws UnfitOption {
    return (given == null ? HostFacts.name() : ComputerName.parse(given))
        .orElseThrow(() -> new UnfitOption(AgentSentence.NAME_UNFIT));
  }

  int heartbeat(Path directory, TrustOptions trust) {
    return claimed("heartbeat", directory, trust, this::reportOnce);
  }

  /**
   * Goes on until the process is told to end.
   *
   * @param jitter within this much after a push it updates; empty if it is not to listen
   */
  int run(Path directory, TrustOptions trust, Optional<Duration> jitter) {
    if (jitter.filter(most -> most.isNegative() || most.compareTo(MOST_JITTER) > 0).isPresent()) {
      return session.unfit("run", new UnfitOption(AgentSentence.JITTER_UNFIT, MOST_JITTER));
    }
    return claimed("run", directory, trust, member -> serve(member, jitter));
  }

  /** What to do in a folder that is claimed. */
  @FunctionalInterface
  private interface Work {
    int in(Member member) throws StorageException;
  }

  private int claimed(String command, Path directory, TrustOptions options, Work work) {
    try {
      if (!Files.isDirectory(directory)) {
        throw new UnfitOption(AgentSentence.NO_FOLDER, directory);
      }
      FolderDefaults defaults = FolderDefaults.of(directory);
      Membership membership = defaults.membership();
      CurrentTrust trust = new CurrentTrust(() -> defaults.basis(options, null));
      MemberFolder folder = new MemberFolder(directory);
      try (FolderLock lock = folder.claim()) {
        return work.in(new Member(directory, membership, trust, MemberMemory.open(folder)));
      }
    } catch (UnfitOption e) {
      return session.unfit(command, e);
    } catch (StorageException e) {
      return session.report(AgentReport.failed(command, session.now(), e.code(), e.sentence()));
    }
  }

  private int reportOnce(Member member) throws StorageException {
    ServiceLog log = new ServiceLog(session, () -> {});
    try (Threads threads = new Threads()) {
      Optional<Reply.Failed<?>> failed =
          loop(member, duties(member, threads, log), Runnable::run, log).once();
      return session.report(
          failed
              .map(f -> AgentReport.failed("heartbeat", session.now(), f.code(), f.sentence()))
              .orElse(
                  AgentReport.local("heartbeat", AgentResult.REPORTED, session.now(), List.of())));
    }
  }

  private int serve(Member member, Optional<Duration> jitter) throws StorageException {
    LoopService service = new LoopService();
    ServiceLog log = new ServiceLog(session, service::hurry);
    try (Threads threads = new Threads();
        PushNote note =
            PushNote.open(
                new MemberFolder(member.directory()),
                PushView.begun(
                    jitter.isPresent() ? PushView.State.STARTING : PushView.State.OFF,
                    session.now()))) {
      Executor worker =
          Executors.newSingleThreadExecutor(
              work -> {
                Thread thread = new Thread(work, "work");
                thread.setDaemon(true);
                return thread;
              });
      AgentDuties duties = duties(member, threads, log);
      HeartbeatLoop loop = loop(member, duties, worker, log);
      loop.tell(event(EventType.AGENT_STARTED));
      log.started(member.membership());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, loop, log), "stop"));
      jitter.ifPresent(
          most ->
              listen(
                  new AgentPush(
                      loop, duties::catalogTag, most, log::push, how -> write(note, how, log))));
      service.run(loop::step);
      return 0;
    }
  }

  private static void write(PushNote note, PushView how, LoopListener listener) {
    try {
      note.write(how);
    } catch (StorageException e) {
      listener.trouble(e);
    }
  }

  // A daemon's thread: it ends with the process, whatever it waits for.
  private void listen(AgentPush push) {
    HttpPushLine line = new HttpPushLine(session.console().limits(), Optional::empty);
    new PushThread(
        new PushWatch(push, line, session.console().clock(), System::nanoTime, new SecureRandom()),
        work -> {
          Thread thread = new Thread(work, "push");
          thread.setDaemon(true);
          return thread;
        });
  }

  // A process that is told to end has two seconds. What it cannot end by then, the next one does.
  private void stop(LoopService service, HeartbeatLoop loop, ServiceLog log) {
    loop.tell(event(EventType.AGENT_STOPPED));
    log.stopped();
    loop.close();
    service.stop(STOPPING);
  }

  private SystemEvent event(EventType type) {
    return SystemEvent.of(type, session.console().clock().instant())
        .figures(RelayBuildTable.OWN_BUILD.text());
  }

  private HeartbeatLoop loop(
      Member member, AgentDuties duties, Executor worker, LoopListener listener)
      throws StorageException {
    AgentConsole console = session.console();
    Surroundings around =
        new Surroundings(console.clock(), System::nanoTime, new SecureRandom(), worker, listener);
    return new HeartbeatLoop(member.memory(), new ManagerClient(console.limits()), duties, around);
  }

  private AgentDuties duties(Member member, Threads threads, LoopListener listener) {
    AgentConsole console = session.console();
    AgentFolder folder =
        new AgentFolder(member.directory(), console.clock(), console.limits(), threads);
    return new AgentDuties(
        folder, member.membership(), member.trust(), event -> keep(event, member, listener));
  }

  private static void keep(SystemEvent event, Member member, LoopListener listener) {
    try {
      member.memory().spool().append(event);
    } catch (StorageException e) {
      listener.trouble(e);
    }
  }
}
