package io.freshseal.publishing.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.control.Source;
import io.freshseal.publishing.control.SourceReport;
import io.freshseal.publishing.entity.AuthorityList;
import io.freshseal.publishing.entity.AuthoritySentence;
import io.freshseal.publishing.entity.AuthorityView.State;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The authorities of this process's source. Callers are named in the events. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuthorityDesk {

  @EJB private EventLog events;
  @EJB private SourceChores chores;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  private volatile Source source;
  private volatile SourceReport report;
  private volatile String name;

  /** Gives this bean the source whose authorities it is about. */
  public void take(Source opened, String sourceName) {
    report = new SourceReport(sourceName);
    name = sourceName;
    source = opened;
  }

  /** Whether this process is a source. */
  public boolean active() {
    return source != null;
  }

  /**
   * The authorities; none if this process is no source.
   *
   * @throws UncheckedIOException if a key store cannot be read
   */
  public AuthorityList list() {
    try {
      return active() ? source.authorities().list() : new AuthorityList(0, 1, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The link of the chain of trust anchors with this number. */
  public Optional<byte[]> link(long number) {
    return active() ? source.authorities().link(number) : Optional.empty();
  }

  /** Makes one more authority and tells readers of it. */
  public PublishOutcome introduce() {
    return order(now -> source.authorities().introduce(now), EventType.AUTHORITY_INTRODUCED, "");
  }

  /** Signs everything under another authority from now on. */
  public PublishOutcome activate(Sha256 fingerprint) {
    return order(
        now -> source.authorities().activate(fingerprint, now),
        EventType.AUTHORITY_ACTIVATED,
        fingerprint.hex());
  }

  /** Tells readers to trust an authority no more. */
  public PublishOutcome retire(Sha256 fingerprint) {
    return order(
        now -> source.authorities().retire(fingerprint, now),
        EventType.AUTHORITY_RETIRED,
        fingerprint.hex());
  }

  private PublishOutcome order(
      Function<Instant, PublishOutcome> work, EventType done, String fingerprint) {
    if (!active()) {
      return new PublishOutcome.Refused(
          StatusCode.NOT_FOUND, Sentence.of(AuthoritySentence.NO_SOURCE));
    }
    Instant now = clock.instant();
    PublishOutcome outcome = work.apply(now);
    List<SystemEvent> news =
        outcome.fold(
            published -> List.of(event(done, fingerprint, now)),
            nothing -> List.of(event(done, fingerprint, now)),
            refused -> report.published(outcome, now));
    String caller = session.getCallerPrincipal().getName();
    news.forEach(event -> events.record(event.by(caller)));
    chores.project();
    return outcome;
  }

  // What was introduced last is the last of the newest bundle.
  private SystemEvent event(EventType type, String fingerprint, Instant now) {
    AuthorityList list = list();
    String which =
        fingerprint.isEmpty()
            ? list.authorities().stream()
                .filter(a -> a.state() != State.RETIRED && !a.postQuantum())
                .reduce((first, second) -> second)
                .map(a -> a.fingerprint().hex())
                .orElse("")
            : fingerprint;
    return SystemEvent.of(type, now).about(name).figures(which, list.number(), list.threshold());
  }
}
