package io.freshseal.inventory.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A component that a store of a node holds; one row per store and component. */
@Entity
@Table(name = "component")
public class HeldComponent {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "component_seq")
  @SequenceGenerator(name = "component_seq", sequenceName = "component_seq", allocationSize = 50)
  private Long id;

  @Column(nullable = false)
  private String node;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private StoreName store;

  @Column(name = "component_id", nullable = false)
  private String componentId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ComponentKind kind;

  @Column(nullable = false)
  private String platform;

  @Column(name = "component_version", nullable = false)
  private String version;

  @Column(name = "content_size", nullable = false)
  private long size;

  @Column(nullable = false)
  private String sha256;

  @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true, optional = false)
  @JoinColumn(name = "signature_ref", nullable = false)
  private HeldSignature signature;

  /** For the persistence provider. */
  protected HeldComponent() {}

  /** Makes the row of a component. */
  public HeldComponent(String node, StoreName store, Holding holding) {
    this.node = node;
    this.store = store;
    this.componentId = holding.entry().id().text();
    this.signature = new HeldSignature(holding);
    content(holding.entry());
  }

  /** Takes over what is held of the same component now. */
  public void update(Holding holding) {
    content(holding.entry());
    signature.update(holding);
  }

  private void content(CatalogEntry entry) {
    kind = entry.kind();
    platform = entry.platform().text();
    version = entry.version().text();
    size = entry.size();
    sha256 = entry.sha256().hex();
  }

  /** The component's name. */
  public ComponentId componentId() {
    return new ComponentId(componentId);
  }

  /** What it is. */
  public ComponentKind kind() {
    return kind;
  }

  /** What it is for. */
  public Platform platform() {
    return new Platform(platform);
  }

  /** The version held. */
  public ComponentVersion version() {
    return ComponentVersion.parse(version).orElseThrow();
  }

  /** Length of the content in bytes. */
  public long size() {
    return size;
  }

  /** Digest of the content. */
  public Sha256 sha256() {
    return new Sha256(sha256);
  }

  /** The signature file held. */
  public HeldSignature signature() {
    return signature;
  }
}
