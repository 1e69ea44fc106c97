package io.freshseal.console.groups;

import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.RelayGroup;
import java.util.Optional;

/** What is typed about a relay group. */
public class GroupForm {

  private String id;
  private String name;
  private String description;
  private String parent;
  private boolean primaryFallback;

  void fill(RelayGroup group) {
    id = group.id();
    name = group.name();
    description = group.description();
    parent = group.parent().orElse(null);
    primaryFallback = group.primaryFallback();
  }

  GroupValues values() {
    return new GroupValues(
        name == null ? "" : name.strip(),
        description == null ? "" : description.strip(),
        Optional.ofNullable(parent).filter(chosen -> !chosen.isBlank()),
        primaryFallback);
  }

  /** The group that is changed; null while one is made. */
  public String getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  public String getParent() {
    return parent;
  }

  public void setParent(String parent) {
    this.parent = parent;
  }

  public boolean isPrimaryFallback() {
    return primaryFallback;
  }

  public void setPrimaryFallback(boolean primaryFallback) {
    this.primaryFallback = primaryFallback;
  }
}
