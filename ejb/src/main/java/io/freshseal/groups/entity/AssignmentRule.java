package io.freshseal.groups.entity;

import io.freshseal.shared.entity.Platform;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A rule that puts computers into a relay group, unless a person or a token did. */
@Entity
@Table(name = "assignment_rule")
public class AssignmentRule {

  @Id
  @Column(name = "rule_id")
  private String id;

  @Column(nullable = false)
  private int place;

  @Column(name = "rule_name", nullable = false)
  private String name;

  @Column(name = "name_pattern")
  private String pattern;

  private String network;

  private String platform;

  @Column(name = "group_id", nullable = false)
  private String group;

  /** For the persistence provider. */
  protected AssignmentRule() {}

  /** Makes the row of a new rule. */
  public AssignmentRule(UUID id, int place, RuleValues values) {
    this.id = Objects.requireNonNull(id).toString();
    this.place = place;
    change(values);
  }

  /** Names the rule in URLs. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** The rules are asked in this order, the lowest first. */
  public int place() {
    return place;
  }

  /** Puts it elsewhere in the order. */
  public void moveTo(int newPlace) {
    place = newPlace;
  }

  /** What an operator may change. */
  public RuleValues values() {
    return new RuleValues(
        name,
        Optional.ofNullable(pattern).map(NamePattern::new),
        Optional.ofNullable(network).map(NetworkRange::new),
        Optional.ofNullable(platform).map(Platform::new),
        group);
  }

  /** Takes over what an operator has changed. */
  public final void change(RuleValues values) {
    name = values.name();
    pattern = values.computers().map(NamePattern::text).orElse(null);
    network = values.network().map(NetworkRange::text).orElse(null);
    platform = values.platform().map(Platform::text).orElse(null);
    group = values.group();
  }
}
