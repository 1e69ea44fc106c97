package io.freshseal.settings.boundary;

import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.StoredSetting;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of changed settings; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class StoredSettings {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** All changed settings by full name. */
  public Map<String, String> all() {
    return entities
        .createQuery("select s from StoredSetting s", StoredSetting.class)
        .getResultStream()
        .collect(Collectors.toMap(StoredSetting::key, StoredSetting::value));
  }

  /** Stores a changed setting over an earlier change. */
  public void save(StoredSetting setting) {
    entities.merge(setting);
  }

  /** Drops the row of a setting, if there is one. */
  public void forget(SettingKey key) {
    entities
        .createQuery("delete from StoredSetting s where s.key = :key")
        .setParameter("key", key.key())
        .executeUpdate();
  }
}
