package io.freshseal.forecast.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.forecast.entity.AgentLine;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a picture of the fleet is made of: one query for each kind, however many there are. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class PictureRows {

  private static final String RELAY = "%" + MemberRole.RELAY.text() + "%";

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** The relays by name, at most so many. */
  public List<RelayStanding> relays(Instant now, int most) {
    return entities
        .createQuery(
            "select c from Computer c where c.roles like :relay order by c.name, c.id",
            Computer.class)
        .setParameter("relay", RELAY)
        .setMaxResults(most)
        .getResultStream()
        .map(relay -> standing(relay, now))
        .toList();
  }

  private static RelayStanding standing(Computer relay, Instant now) {
    return new RelayStanding(
        relay.id(),
        relay.name().text(),
        relay.group(),
        relay.facts().build(),
        relay.facts().url(),
        relay.lastSeen().isPresent() && !relay.isOffline(now),
        relay.lastSeen(),
        relay.holding(),
        relay.followed(),
        relay.lastRun());
  }

  /** All that are no relays. */
  public List<AgentLine> agents(Instant now) {
    return entities
        .createQuery(
            "select c.id, c.group, c.holding, c.followed.epoch, c.followed.sequence, c.offline,"
                + " c.offlineAt, c.enrolledAt from Computer c where c.roles not like :relay",
            Object[].class)
        .setParameter("relay", RELAY)
        .getResultStream()
        .map(row -> agent(row, now))
        .toList();
  }

  private static AgentLine agent(Object[] row, Instant now) {
    // Of one that follows nothing the columns are empty; epochs begin with 1.
    Optional<CatalogPoint> point =
        Optional.ofNullable((Number) row[3])
            .filter(epoch -> epoch.longValue() > 0)
            .map(epoch -> new CatalogPoint(epoch.longValue(), ((Number) row[4]).longValue()));
    boolean offline = (Boolean) row[5] || row[6] == null || !((Instant) row[6]).isAfter(now);
    return new AgentLine(
        UUID.fromString((String) row[0]),
        (String) row[1],
        Optional.ofNullable((String) row[2]).map(Sha256::new),
        point,
        offline,
        (Instant) row[7]);
  }

  /** The lists behind these digests. */
  public List<HoldingRow> holdings(Collection<Sha256> digests) {
    return digests.isEmpty()
        ? List.of()
        : entities
            .createQuery("select h from HoldingRow h where h.digest in :digests", HoldingRow.class)
            .setParameter("digests", digests.stream().map(Sha256::hex).toList())
            .getResultList();
  }
}
