package io.freshseal.forecast.boundary;

import io.freshseal.database.control.DatabaseDataSource;
import io.freshseal.forecast.control.OfferReader;
import io.freshseal.forecast.control.SourceWatch;
import io.freshseal.forecast.entity.ForecastSentence;
import io.freshseal.forecast.entity.SourcePast;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.boundary.RelayRecords;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the primary source offers, found out by the manager itself: of the source of its own
 * process, else of the one that computers are told, else of the one its relay takes from. One look
 * at a time.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PrimarySource {

  private static final System.Logger LOG = System.getLogger(PrimarySource.class.getName());
  private static final Duration OFTENEST = Duration.ofSeconds(5);
  private static final Duration SELDOMEST = Duration.ofMinutes(1);
  private static final String OWN = "/source/v1";

  @EJB private SourceDesk source;
  @EJB private RelayDesk relay;
  @EJB private RelayRecords records;
  @EJB private SettingsDesk settings;
  @EJB private SourceRows rows;
  @Inject private Clock clock;

  private final SourceWatch watch = new SourceWatch();
  private volatile SourceSight sight = SourceSight.NONE;
  // Of which source it was read what is stored, and since when it offers what, as it is stored.
  private String read = "";
  private SourcePast kept = SourcePast.NONE;

  /** What is known now. */
  public SourceSight sight() {
    return sight;
  }

  /**
   * Looks, if that is due: at the own source every five seconds; at another one no oftener than
   * computers update, between five seconds and a minute.
   *
   * @return what is known now
   */
  public synchronized SourceSight look() {
    Instant now = clock.instant();
    if (sight.asked().filter(asked -> now.isBefore(asked.plus(pause()))).isEmpty()) {
      sight = sharing(looked(now));
    }
    return sight;
  }

  // A catalog that the relay of this process serves as well is in memory once.
  private SourceSight sharing(SourceSight found) {
    return relay
        .snapshot()
        .map(served -> found.sharing(served.payloadDigest(), served.catalog()))
        .orElse(found);
  }

  private Duration pause() {
    Duration wanted = source.active() ? OFTENEST : settings.current().manager().updateInterval();
    return wanted.compareTo(OFTENEST) < 0
        ? OFTENEST
        : wanted.compareTo(SELDOMEST) > 0 ? SELDOMEST : wanted;
  }

  private SourceSight looked(Instant now) {
    Settings current = settings.current();
    if (source.active()) {
      return looked(last(OWN, current), new OwnOffer(source), Optional.of(ownTrust(current)), now);
    }
    Optional<URI> address = current.manager().primarySource().or(() -> current.relay().source());
    return address
        .map(url -> looked(last(url.toString(), current), new HttpOffer(url), trust(), now))
        .orElseGet(() -> refused(SourceSight.NONE, ForecastSentence.NO_ADDRESS, now));
  }

  private SourceSight looked(
      SourceSight last, OfferReader reader, Optional<TrustBasis> trust, Instant now) {
    if (trust.isEmpty()) {
      return refused(last, ForecastSentence.NO_ANCHORS, now);
    }
    SourceSight found = watch.look(reader, last, trust.get(), now);
    boolean news = found.seen().isPresent() && !found.seen().equals(last.seen());
    if (news) {
      keep(found);
    }
    return found;
  }

  private static SourceSight refused(SourceSight last, ForecastSentence why, Instant now) {
    return last.refused(StatusCode.NOT_FOUND, Sentence.of(why), now);
  }

  // Another source has another memory; the one of before is read again where it comes back.
  private SourceSight last(String address, Settings current) {
    Duration latest =
        source.active() ? current.source().validity().renewBefore().dividedBy(2) : SourceSight.ANY;
    boolean same = sight.address().filter(address::equals).isPresent();
    SourceSight known = same ? sight.renewingBy(latest) : SourceSight.of(address, latest);
    read = same ? read : "";
    if (address.equals(read) || DatabaseDataSource.isAway()) {
      return known;
    }
    try {
      SourcePast past = rows.past(address);
      SourceSight remembered = rows.remembered(known.remembering(past));
      read = address;
      kept = past;
      return remembered;
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "what the source offered cannot be read: {0}", e.getMessage());
      return known;
    }
  }

  // What the own source offers it knows itself. Since when, is nowhere else; what was not read yet
  // is not written over.
  private void keep(SourceSight found) {
    String address = found.address().orElseThrow();
    if (found.offer().isEmpty() || DatabaseDataSource.isAway()) {
      return;
    }
    try {
      if (!source.active()) {
        rows.keep(found);
      }
      if (found.past() != kept && address.equals(read)) {
        rows.keep(address, found.past(), kept);
        kept = found.past();
      }
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "what the source offers is not stored: {0}", e.getMessage());
    }
  }

  private TrustBasis ownTrust(Settings current) {
    TrustAnchors anchors =
        TrustAnchors.parse(source.anchorsPem())
            .toOptional()
            .orElseThrow(() -> new IllegalStateException("the source has anchors"));
    return new TrustBasis(anchors, current.trust().policy(), Optional.of(current.source().name()));
  }

  private Optional<TrustBasis> trust() {
    try {
      return relay.active()
          ? relay.look((vault, basis) -> vault.anchors().following(basis))
          : records.ports().trust().toOptional();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the relay''s anchors cannot be read: {0}", e.getMessage());
      return Optional.empty();
    }
  }
}
