package io.freshseal.member.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.member.control.FollowedFleet;
import io.freshseal.member.control.Joining;
import io.freshseal.member.control.LoopService;
import io.freshseal.member.control.ManagerAddress;
import io.freshseal.member.control.ManagerClient;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MemberLife;
import io.freshseal.member.control.MemberMemory;
import io.freshseal.member.control.MembershipFile;
import io.freshseal.member.control.OrderLog;
import io.freshseal.member.control.Surroundings;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.replication.boundary.CacheDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.boundary.RelayRecords;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.vault.control.FolderLock;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * This server as a computer of the fleet of another manager: joins once, then reports and carries
 * out orders, in threads of the container that end with the application. While the manager is away
 * the server serves and replicates as ever. Does nothing where no manager is named.
 */
@Startup
@Singleton
@DependsOn("RelayDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FleetMember {

  private static final System.Logger LOG = System.getLogger(FleetMember.class.getName());
  private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
  private static final Duration STOPPING = Duration.ofSeconds(3);

  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private RelayDesk relay;
  @EJB private CacheDesk cache;
  @EJB private RelayRecords records;
  @Inject private FleetSpool spool;
  @Inject private Clock clock;
  @Resource private ManagedThreadFactory threads;

  private final LoopService service = new LoopService();
  private FolderLock lock;
  private MemberLife life;
  private ExecutorService worker;
  private Thread loop;

  @PostConstruct
  void open() {
    Settings now = settings.current();
    if (!now.member().joins()) {
      return;
    }
    MemberFolder folder = new MemberFolder(now.data());
    try {
      lock = folder.claim();
      MemberMemory memory =
          new MemberMemory(new MembershipFile(folder), OrderLog.open(folder), spool.spool());
      worker = Executors.newSingleThreadExecutor(threads);
      life =
          new MemberLife(
              memory, calls(folder, now), new RelayDuties(relay, cache, settings, clock), around());
      records.follow(new FollowedFleet(memory.membership(), folder.anchors()));
    } catch (StorageException e) {
      throw StartFailure.tell("the membership of a fleet cannot be kept. " + e.getMessage(), e);
    }
  }

  private MemberLife.Calls calls(MemberFolder folder, Settings now) {
    ManagerAddress manager =
        now.member()
            .manager()
            .flatMap(url -> ManagerAddress.parse(url.toString()).toOptional())
            .orElseThrow(
                () -> StartFailure.tell(List.of(Sentence.of(MemberSentence.MANAGER_NO_ADDRESS))));
    ManagerClient client = new ManagerClient(TransferLimits.DEFAULT);
    Optional<EnrolmentToken> token = token(folder, now);
    Joining joining = new Joining(folder, client);
    RelayDuties duties = new RelayDuties(relay, cache, settings, clock);
    return new MemberLife.Calls(
        manager,
        () ->
            joining.join(
                new Joining.Wish(
                    manager, token.orElseThrow(), duties.facts(), now.trust().source())),
        client);
  }

  // Who is a member needs no token any more, and a used one may stay where it is.
  private static Optional<EnrolmentToken> token(MemberFolder folder, Settings now) {
    Optional<EnrolmentToken> token =
        now.member().token().flatMap(secret -> EnrolmentToken.parse(secret.value()));
    if (token.isEmpty() && !new MembershipFile(folder).exists()) {
      throw StartFailure.tell(
          List.of(
              Sentence.of(
                  now.member().token().isPresent()
                      ? MemberSentence.TOKEN_MALFORMED
                      : MemberSentence.TOKEN_NEEDED)));
    }
    return token;
  }

  private Surroundings around() {
    return new Surroundings(
        clock,
        System::nanoTime,
        new SecureRandom(),
        worker,
        new ServerListener(events, service::hurry, relay::runByTimer));
  }

  /** Begins to report; called once, when every bean of the application is up. */
  public void start() {
    if (life != null) {
      loop = threads.newThread(() -> service.run(this::step));
      loop.start();
    }
  }

  // A fault must not end the loop: the server would serve on and never be heard again.
  private Duration step() {
    try {
      return life.step();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the fleet is told no more for a minute after a fault", e);
      return AFTER_A_FAULT;
    }
  }

  @PreDestroy
  void close() {
    if (life != null) {
      life.close();
    }
    if (loop != null) {
      service.stop(STOPPING);
      loop.interrupt();
    }
    if (worker != null) {
      worker.shutdownNow();
    }
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the membership stays claimed: {0}", e.getMessage());
    }
  }
}
