package io.freshseal.access.boundary;

import io.freshseal.access.entity.AccessToken;
import io.freshseal.access.entity.Account;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of accounts and tokens; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AccessRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Finds an account by its name. */
  public Optional<Account> account(String name) {
    return Optional.ofNullable(entities.find(Account.class, name));
  }

  /** Whether there is any account. */
  public boolean hasAccounts() {
    return entities.createQuery("select count(a) from Account a", Long.class).getSingleResult() > 0;
  }

  /** Stores a new account. */
  public void save(Account account) {
    entities.persist(account);
  }

  /** Finds a token that is not revoked. */
  public Optional<AccessToken> token(Sha256 digest) {
    return entities
        .createQuery(
            "select t from AccessToken t where t.digest = :digest and t.revokedAt is null",
            AccessToken.class)
        .setParameter("digest", digest.hex())
        .getResultStream()
        .findFirst();
  }

  /** All tokens that are not revoked, the newest first. */
  public List<AccessToken> tokens() {
    return entities
        .createQuery(
            "select t from AccessToken t where t.revokedAt is null order by t.createdAt desc, t.id",
            AccessToken.class)
        .getResultList();
  }

  /** Stores a new token. */
  public void save(AccessToken token) {
    entities.persist(token);
  }

  /** Revokes a token; empty if there is none of this id, or it is revoked already. */
  public Optional<AccessToken> revoke(String id, Instant now) {
    Optional<AccessToken> token =
        Optional.ofNullable(entities.find(AccessToken.class, id))
            .filter(t -> t.revokedAt().isEmpty());
    token.ifPresent(t -> t.revoke(now));
    return token;
  }
}
