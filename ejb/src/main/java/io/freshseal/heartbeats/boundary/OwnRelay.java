package io.freshseal.heartbeats.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.member.boundary.RelayDuties;
import io.freshseal.member.boundary.ServerListener;
import io.freshseal.member.control.HeartbeatLoop;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MemberMemory;
import io.freshseal.member.control.OrderLog;
import io.freshseal.member.control.Surroundings;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.replication.boundary.CacheDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.FolderLock;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The relay of the manager's own process as a computer of the fleet: it goes on like every other,
 * without a network in between. Its events are in the log already. One thread at a time.
 */
@Singleton
@DependsOn("RelayDesk") // so that it ends before the relay, which cuts off its runs
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnRelay {

  private static final System.Logger LOG = System.getLogger(OwnRelay.class.getName());
  private static final String ADDRESS = "127.0.0.1";

  // Asking itself costs nothing, so that an order is not kept waiting here.
  private static final Duration SOON = Duration.ofSeconds(2);

  @EJB private HeartbeatDesk desk;
  @EJB private HeartbeatRows rows;
  @EJB private RelayDesk relay;
  @EJB private CacheDesk cache;
  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private Leases leases;
  @Inject private Clock clock;
  @Resource private ManagedThreadFactory threads;

  private FolderLock lock;
  private ExecutorService worker;
  private volatile HeartbeatLoop loop;

  /**
   * Does what is due; to be called about every second.
   *
   * @throws StorageException if what it keeps of its orders cannot be read
   */
  public synchronized void report() throws StorageException {
    if (relay.active()) {
      if (loop == null) {
        open();
      }
      loop.step();
    }
  }

  private void open() throws StorageException {
    MemberFolder folder = new MemberFolder(new DataFolder(settings.current().data()).ownMember());
    lock = lock == null ? folder.claim() : lock;
    worker = worker == null ? Executors.newSingleThreadExecutor(threads) : worker;
    RelayDuties duties = new RelayDuties(relay, cache, settings, clock);
    UUID id = UUID.fromString(leases.node());
    loop =
        new HeartbeatLoop(
            new MemberMemory(
                new OwnMembership(id, duties.facts()), OrderLog.open(folder), folder.openSpool()),
            this::take,
            duties,
            new Surroundings(
                clock,
                System::nanoTime,
                new SecureRandom(),
                worker,
                new ServerListener(events, () -> {}, () -> {})));
  }

  // A computer that was removed from the list is put there again: it cannot leave its own fleet.
  private Reply<HeartbeatAnswer> take(Membership membership, Heartbeat heartbeat) {
    try {
      rows.makeOwn(membership.id(), heartbeat.facts(), heartbeat.time());
      Optional<HeartbeatAnswer> answer = desk.take(membership.id(), heartbeat, ADDRESS);
      if (answer.isPresent()) {
        return new Reply.Given<>(soon(answer.get()));
      }
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "the own relay cannot report to the fleet: {0}", e.getMessage());
    }
    return new Reply.Failed<>(
        false, StatusCode.MANAGER_UNREACHABLE, Sentence.of(MemberSentence.OWN_MANAGER_AWAY));
  }

  private static HeartbeatAnswer soon(HeartbeatAnswer answer) {
    return answer.next().compareTo(SOON) < 0 ? answer : answer.nextIn(SOON);
  }

  @PreDestroy
  void close() {
    if (loop != null) {
      loop.close();
    }
    if (worker != null) {
      worker.shutdownNow();
    }
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the own orders stay claimed: {0}", e.getMessage());
    }
  }
}
