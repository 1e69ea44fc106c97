package io.freshseal.groups.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Relays that serve the same computers, and where they take components from: the primary source, or
 * the relays of a parent group.
 */
@Entity
@Table(name = "relay_group")
public class RelayGroup {

  /** The group of every computer that nobody assigned to another one. It is never deleted. */
  public static final String DEFAULT_ID = "00000000-0000-0000-0000-000000000001";

  @Id
  @Column(name = "group_id")
  private String id;

  @Column(name = "group_name", nullable = false)
  private String name;

  @Column(nullable = false)
  private String description;

  @Column(name = "parent_id")
  private String parent;

  @Column(name = "primary_fallback", nullable = false)
  private boolean primaryFallback;

  @Column(name = "proxy_host")
  private String proxyHost;

  @Column(name = "proxy_port")
  private Integer proxyPort;

  @Column(name = "proxy_user")
  private String proxyUser;

  @Column(name = "proxy_secret")
  private String proxySecret;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  /** For the persistence provider. */
  protected RelayGroup() {}

  /** Makes the row of a new group. */
  public RelayGroup(String id, GroupValues values, Instant createdAt) {
    this.id = Objects.requireNonNull(id);
    this.createdAt = Objects.requireNonNull(createdAt);
    change(values);
  }

  /** Names the group in URLs and orders. */
  public String id() {
    return id;
  }

  /** What people call it; unique. */
  public String name() {
    return name;
  }

  /** What people say of it; may be empty. */
  public String description() {
    return description;
  }

  /** The group whose relays it takes components from; empty for the primary source. */
  public Optional<String> parent() {
    return Optional.ofNullable(parent);
  }

  /** Whether its computers may use the primary source when none of its relays answers. */
  public boolean primaryFallback() {
    return primaryFallback;
  }

  /** What stands between it and where it takes components from. */
  public Optional<KeptProxy> proxy() {
    return Optional.ofNullable(proxyHost)
        .map(
            host ->
                new KeptProxy(
                    host,
                    proxyPort,
                    Optional.ofNullable(proxyUser),
                    Optional.ofNullable(proxySecret)));
  }

  /** Takes over a proxy; empty for none. */
  public void proxy(Optional<KeptProxy> kept) {
    proxyHost = kept.map(KeptProxy::host).orElse(null);
    proxyPort = kept.map(KeptProxy::port).orElse(null);
    proxyUser = kept.flatMap(KeptProxy::user).orElse(null);
    proxySecret = kept.flatMap(KeptProxy::secret).orElse(null);
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Whether it is the group of every computer that has no other. */
  public boolean isDefault() {
    return id.equals(DEFAULT_ID);
  }

  /** What an operator may change, without the password of the proxy. */
  public GroupValues values() {
    return new GroupValues(
        name,
        description,
        parent(),
        primaryFallback,
        proxy().map(p -> new ProxyValues(p.host(), p.port(), p.user(), Optional.empty())));
  }

  /**
   * Takes over what an operator has changed, but for the proxy; whether that makes a cycle is asked
   * before.
   */
  public final void change(GroupValues values) {
    name = values.name();
    description = values.description();
    parent = values.parent().orElse(null);
    primaryFallback = values.primaryFallback();
  }
}
