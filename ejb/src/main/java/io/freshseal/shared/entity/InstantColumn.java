package io.freshseal.shared.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;

/**
 * Keeps instants as milliseconds since 1970 UTC, which no time zone of a server, driver or session
 * can shift. Persistence 3.1 has no column type for {@link Instant} of its own.
 */
@Converter(autoApply = true)
public class InstantColumn implements AttributeConverter<Instant, Long> {

  @Override
  public Long convertToDatabaseColumn(Instant attribute) {
    return attribute == null ? null : attribute.toEpochMilli();
  }

  @Override
  public Instant convertToEntityAttribute(Long dbData) {
    return dbData == null ? null : Instant.ofEpochMilli(dbData);
  }
}
