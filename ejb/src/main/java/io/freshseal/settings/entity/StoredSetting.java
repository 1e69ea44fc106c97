package io.freshseal.settings.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A value that was changed at run time. It wins over what the process was started with. */
@Entity
@Table(name = "setting")
public class StoredSetting {

  @Id
  @Column(name = "setting_key")
  private String key;

  @Column(name = "setting_value", nullable = false)
  private String value;

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  @Column(name = "changed_by", nullable = false)
  private String changedBy;

  /** For the persistence provider. */
  protected StoredSetting() {}

  /** Makes the row of a changed setting. */
  public StoredSetting(SettingKey key, String value, String changedBy, Instant changedAt) {
    this.key = key.key();
    this.value = value;
    this.changedBy = changedBy;
    this.changedAt = changedAt;
  }

  /** The setting's full name; one that this version may not know. */
  public String key() {
    return key;
  }

  /** The value as it was given. */
  public String value() {
    return value;
  }

  /** Who changed it. */
  public String changedBy() {
    return changedBy;
  }

  /** When it was changed. */
  public Instant changedAt() {
    return changedAt;
  }
}
