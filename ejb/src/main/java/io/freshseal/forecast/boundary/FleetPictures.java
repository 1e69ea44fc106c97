package io.freshseal.forecast.boundary;

import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.forecast.control.HoldingsMemory;
import io.freshseal.forecast.control.PictureTaking;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.GroupTree;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Takes pictures of the fleet: five queries, however many computers there are, for those that hold
 * the same are told apart by a digest, and what is behind a digest is read once. Pages that are
 * asked for at the same time share a picture.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FleetPictures {

  private static final int MOST_RELAYS = 5_000;
  private static final Duration SHARED = Duration.ofSeconds(1);

  @EJB private PictureRows rows;
  @EJB private GroupRows groups;
  @EJB private RelayBuilds builds;
  @EJB private PrimarySource source;
  @Inject private Clock clock;

  private final HoldingsMemory memory = new HoldingsMemory();
  private FleetPicture latest;

  /**
   * The fleet as it is now, or was a second ago.
   *
   * @throws jakarta.ejb.EJBException if the database does not answer
   */
  public synchronized FleetPicture take() {
    Instant now = clock.instant();
    if (latest == null || now.isBefore(latest.at()) || !now.isBefore(latest.at().plus(SHARED))) {
      latest = taken(now);
    }
    return latest;
  }

  private FleetPicture taken(Instant now) {
    List<RelayStanding> relays = rows.relays(now, MOST_RELAYS);
    PictureTaking taking =
        new PictureTaking(
            now,
            new Members(new GroupTree(groups.all()), relays, List.of()),
            rows.agents(now),
            new Knowledge(builds.table(), source.sight()));
    rows.holdings(memory.missing(taking.wanted()))
        .forEach(row -> memory.keep(row.digest(), row.json()));
    return taking.done(memory.all());
  }
}
