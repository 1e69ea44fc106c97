package io.freshseal.console.rules;

import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.NetworkRange;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.shared.entity.Platform;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What is typed about an assignment rule. */
public class RuleForm {

  private UUID id;
  private String name;
  private String computers;
  private String network;
  private String platform;
  private String group;

  void fill(AssignmentRule rule) {
    RuleValues values = rule.values();
    id = rule.id();
    name = values.name();
    computers = values.computers().map(NamePattern::text).orElse(null);
    network = values.network().map(NetworkRange::text).orElse(null);
    platform = values.platform().map(Platform::text).orElse(null);
    group = values.group();
  }

  /** The key of what cannot be read; empty if everything can. */
  Optional<String> unreadable() {
    if (isUnreadable(computers, NamePattern::parse)) {
      return Optional.of("rules.computers.unreadable");
    }
    if (isUnreadable(network, NetworkRange::parse)) {
      return Optional.of("rules.network.unreadable");
    }
    return isUnreadable(platform, Platform::parse)
        ? Optional.of("rules.platform.unreadable")
        : Optional.empty();
  }

  private static boolean isUnreadable(String text, Function<String, Optional<?>> form) {
    return typed(text).isPresent() && typed(text).flatMap(form).isEmpty();
  }

  /** The values; what is {@link #unreadable} is left out. */
  RuleValues values() {
    return new RuleValues(
        typed(name).orElse(""),
        typed(computers).flatMap(NamePattern::parse),
        typed(network).flatMap(NetworkRange::parse),
        typed(platform).flatMap(Platform::parse),
        typed(group).orElse(""));
  }

  private static Optional<String> typed(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(left -> !left.isEmpty());
  }

  Optional<UUID> rule() {
    return Optional.ofNullable(id);
  }

  /** The rule that is changed; null while one is made. */
  public String getId() {
    return id == null ? null : id.toString();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getComputers() {
    return computers;
  }

  public void setComputers(String computers) {
    this.computers = computers;
  }

  public String getNetwork() {
    return network;
  }

  public void setNetwork(String network) {
    this.network = network;
  }

  public String getPlatform() {
    return platform;
  }

  public void setPlatform(String platform) {
    this.platform = platform;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }
}
