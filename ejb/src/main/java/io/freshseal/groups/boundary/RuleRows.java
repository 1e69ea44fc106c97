package io.freshseal.groups.boundary;

import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.RuleValues;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of assignment rules; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class RuleRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** All rules in the order in which they are asked. */
  public List<AssignmentRule> all() {
    return entities
        .createQuery("select r from AssignmentRule r order by r.place, r.id", AssignmentRule.class)
        .getResultList();
  }

  /** All rules in that order; others neither change nor claim them until the transaction ends. */
  public List<AssignmentRule> claimAll() {
    return entities
        .createQuery("select r from AssignmentRule r order by r.place, r.id", AssignmentRule.class)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** What all rules say, in the order in which they are asked. */
  public List<RuleValues> values() {
    return all().stream().map(AssignmentRule::values).toList();
  }

  /** Finds one. */
  public Optional<AssignmentRule> find(UUID id) {
    return Optional.ofNullable(entities.find(AssignmentRule.class, id.toString()));
  }

  /** Finds one as it is now and keeps others from changing it until the transaction ends. */
  public Optional<AssignmentRule> claim(UUID id) {
    return Optional.ofNullable(
        entities.find(AssignmentRule.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  /** Stores a new rule. */
  public void add(AssignmentRule rule) {
    entities.persist(rule);
  }

  /** Deletes one. */
  public void remove(AssignmentRule rule) {
    entities.remove(rule);
  }

  /** How many rules put computers into a group. */
  public long countOf(String group) {
    return entities
        .createQuery("select count(r) from AssignmentRule r where r.group = :group", Long.class)
        .setParameter("group", group)
        .getSingleResult();
  }
}
