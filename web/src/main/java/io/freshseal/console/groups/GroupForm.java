package io.freshseal.console.groups;

import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.ProxyValues;
import io.freshseal.groups.entity.RelayGroup;
import java.util.Optional;

/** What is typed about a relay group. */
public class GroupForm {

  private String id;
  private String name;
  private String description;
  private String parent;
  private boolean primaryFallback;
  private String proxyHost;
  private String proxyPort;
  private String proxyUser;
  private String proxyPassword;

  void fill(RelayGroup group) {
    id = group.id();
    name = group.name();
    description = group.description();
    parent = group.parent().orElse(null);
    primaryFallback = group.primaryFallback();
    proxyHost = group.proxy().map(KeptProxy::host).orElse(null);
    proxyPort = group.proxy().map(proxy -> String.valueOf(proxy.port())).orElse(null);
    proxyUser = group.proxy().flatMap(KeptProxy::user).orElse(null);
  }

  GroupValues values() {
    return new GroupValues(
        name == null ? "" : name.strip(),
        description == null ? "" : description.strip(),
        Optional.ofNullable(parent).filter(chosen -> !chosen.isBlank()),
        primaryFallback,
        typed(proxyHost).map(this::proxy));
  }

  private ProxyValues proxy(String host) {
    return new ProxyValues(
        host,
        typed(proxyPort).filter(text -> text.matches("[0-9]{1,5}")).map(Long::valueOf).orElse(0L),
        typed(proxyUser),
        Optional.ofNullable(proxyPassword).filter(text -> !text.isEmpty()));
  }

  private static Optional<String> typed(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(left -> !left.isEmpty());
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

  public String getProxyHost() {
    return proxyHost;
  }

  public void setProxyHost(String proxyHost) {
    this.proxyHost = proxyHost;
  }

  public String getProxyPort() {
    return proxyPort;
  }

  public void setProxyPort(String proxyPort) {
    this.proxyPort = proxyPort;
  }

  public String getProxyUser() {
    return proxyUser;
  }

  public void setProxyUser(String proxyUser) {
    this.proxyUser = proxyUser;
  }

  /** Always null: a password goes in and not out. */
  public String getProxyPassword() {
    return null;
  }

  public void setProxyPassword(String proxyPassword) {
    this.proxyPassword = proxyPassword;
  }

  public boolean isPrimaryFallback() {
    return primaryFallback;
  }

  public void setPrimaryFallback(boolean primaryFallback) {
    this.primaryFallback = primaryFallback;
  }
}
