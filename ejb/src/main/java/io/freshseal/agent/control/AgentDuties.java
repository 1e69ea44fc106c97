package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.control.Duties;
import io.freshseal.member.control.HoldingsReading;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.control.RelayChoice;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an agent does as a computer of a fleet: update and clear. The store is open only while it is
 * worked on, so that other commands can have the folder in between.
 */
public final class AgentDuties implements Duties {

  private final AgentFolder folder;
  private final MemberFacts facts;
  private final Supplier<TrustBasis> trust;
  private final AgentOutcome outcome;
  private final Consumer<SystemEvent> events;
  private final HoldingsReading reading = new HoldingsReading();
  private final ReentrantLock store = new ReentrantLock();
  private volatile Standing last;
  private volatile Optional<String> tag = Optional.empty();

  /**
   * Makes the duties of one computer.
   *
   * @param events takes what is to be told and no work tells
   */
  public AgentDuties(
      AgentFolder folder,
      Membership membership,
      Supplier<TrustBasis> trust,
      Consumer<SystemEvent> events) {
    this.folder = folder;
    this.facts = OwnFacts.of(membership.name());
    this.trust = trust;
    this.outcome = new AgentOutcome(folder.directory().toString(), membership.id());
    this.events = events;
  }

  /** Work on an open store. */
  @FunctionalInterface
  private interface Work<T> {
    T in(Vault vault) throws StorageException;
  }

  @Override
  public MemberFacts facts() {
    return facts;
  }

  // While work goes on, or another command has the folder, what was read last is the newest known.
  @Override
  public Standing standing() throws StorageException {
    Standing known = last;
    if (known != null && !store.tryLock()) {
      return known;
    }
    if (known == null) {
      store.lock();
    }
    try {
      last = open(vault -> reading.read(vault, trust.get(), this::now));
      return last;
    } catch (StorageException e) {
      if (known != null && e.code() == StatusCode.BUSY) {
        return known;
      }
      throw e;
    } finally {
      store.unlock();
    }
  }

  @Override
  public long freeDisk() {
    try {
      return Files.getFileStore(folder.directory()).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public boolean does(OrderKind kind) {
    return kind == OrderKind.UPDATE || kind == OrderKind.CLEAR_CACHE;
  }

  @Override
  public Done carryOut(Order order, List<Reach> from) {
    return order.kind() == OrderKind.UPDATE
        ? outcome.ordered(updated(from))
        : outcome.ordered(
            reported("clear-cache", vault -> new CacheClearing(vault, applied(vault)).all(now())));
  }

  @Override
  public Done update(List<Reach> from) {
    return outcome.byItself(updated(from));
  }

  private AgentReport updated(List<Reach> from) {
    List<Route> routes = from.stream().map(Route::to).flatMap(Optional::stream).toList();
    if (routes.isEmpty()) {
      return AgentReport.failed(
          AgentOutcome.UPDATE,
          now(),
          StatusCode.SOURCE_UNREACHABLE,
          Sentence.of(MemberSentence.NO_RELAY_KNOWN));
    }
    UpdateOrder order =
        new UpdateOrder(
            new RelayChoice(routes, folder.limits()), trust.get(), now(), RunListener.SILENT);
    return reported(
        AgentOutcome.UPDATE,
        vault -> {
          new AgentScrub(vault).part().ifPresent(this::repaired);
          return update(vault).run(order);
        });
  }

  private void repaired(Recovery gone) {
    events.accept(AgentOutcome.repaired(gone, now()));
  }

  private AgentUpdate update(Vault vault) {
    return new AgentUpdate(
        vault,
        applied(vault),
        new Replicator(vault, new CatalogJudge(), new SignatureJudge(), folder.transfers()));
  }

  private AppliedFiles applied(Vault vault) {
    return new AppliedFiles(folder.directory(), vault.objects());
  }

  private AgentReport reported(String command, Work<AgentReport> work) {
    store.lock();
    try {
      return open(work);
    } catch (StorageException e) {
      return AgentReport.failed(command, now(), e.code(), e.sentence());
    } finally {
      store.unlock();
    }
  }

  private <T> T open(Work<T> work) throws StorageException {
    try (Vault vault = Vault.open(StorePlaces.in(folder.directory()), folder.clock())) {
      if (vault.recovery().isLoss()) {
        repaired(vault.recovery());
      }
      try {
        return work.in(vault);
      } finally {
        tag = vault.snapshot().map(now -> '"' + now.catalogDigest().hex() + '"');
      }
    }
  }

  /** The strong entity tag of the catalog that was held when the store was open last. */
  public Optional<String> catalogTag() {
    return tag;
  }

  private Instant now() {
    return folder.clock().instant();
  }
}
