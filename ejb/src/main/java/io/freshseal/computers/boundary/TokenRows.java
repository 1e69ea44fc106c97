package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.IssuedToken;
import io.freshseal.groups.entity.GroupLeaves;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of enrolment tokens; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class TokenRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Stores a new token. */
  public void add(IssuedToken token) {
    entities.persist(token);
  }

  /**
   * Finds the token with this secret, whether or not anybody may join with it, and keeps others
   * from joining with it until the transaction ends.
   */
  public Optional<IssuedToken> claim(Sha256 digest) {
    return entities
        .createQuery(
            "select t from IssuedToken t where t.secretDigest = :digest", IssuedToken.class)
        .setParameter("digest", digest.hex())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** Where computers come that join with the token with this secret; empty if rules decide. */
  public Optional<String> groupOf(Sha256 digest) {
    return entities
        .createQuery(
            "select t.group from IssuedToken t"
                + " where t.secretDigest = :digest and t.group is not null",
            String.class)
        .setParameter("digest", digest.hex())
        .getResultStream()
        .findFirst();
  }

  /** Those that are neither revoked nor expired, the newest first. */
  public List<IssuedToken> open(Instant now) {
    return entities
        .createQuery(
            "select t from IssuedToken t where t.revokedAt is null and t.expiresAt > :now"
                + " order by t.createdAt desc, t.id",
            IssuedToken.class)
        .setParameter("now", now)
        .getResultList();
  }

  /** Spends one use; false if another computer was faster with the last one. */
  public boolean spend(String id) {
    return entities
            .createQuery(
                "update IssuedToken t set t.uses = t.uses + 1"
                    + " where t.id = :id and t.uses < t.mostUses and t.revokedAt is null")
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Revokes a token; empty if there is none of this id, or it is revoked already. */
  public Optional<IssuedToken> revoke(String id, Instant now) {
    Optional<IssuedToken> token =
        Optional.ofNullable(entities.find(IssuedToken.class, id))
            .filter(t -> t.revokedAt().isEmpty());
    token.ifPresent(t -> t.revoke(now));
    return token;
  }

  /** Ends the tokens of a group that is deleted: there is nowhere left for them to lead to. */
  public void groupLeaves(@Observes GroupLeaves gone) {
    entities
        .createQuery(
            "update IssuedToken t set t.group = null, t.revokedAt = :at"
                + " where t.group = :group and t.revokedAt is null")
        .setParameter("at", gone.at())
        .setParameter("group", gone.group())
        .executeUpdate();
    entities
        .createQuery("update IssuedToken t set t.group = null where t.group = :group")
        .setParameter("group", gone.group())
        .executeUpdate();
  }

  /** Forgets those that ended before. */
  public int deleteEndedBefore(Instant time) {
    return entities
        .createQuery("delete from IssuedToken t where t.expiresAt < :time or t.revokedAt < :time")
        .setParameter("time", time)
        .executeUpdate();
  }
}
