package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.ComponentId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** What a source has offered of one component, and when. */
@Entity
@Table(name = "source_past")
@IdClass(SourcePastRow.Key.class)
public class SourcePastRow {

  @Id private String address;

  @Id private String component;

  @Column(nullable = false)
  private String offers;

  /** For the persistence provider. */
  protected SourcePastRow() {}

  /**
   * Makes a row.
   *
   * @param address of the source, at most 2048 characters
   */
  public SourcePastRow(String address, ComponentId component, Offerings offers) {
    this.address = Objects.requireNonNull(address);
    this.component = component.text();
    this.offers = offers.text();
  }

  /** The component. */
  public ComponentId component() {
    return new ComponentId(component);
  }

  /** What was offered of it. */
  public Offerings offers() {
    return Offerings.parse(offers);
  }

  /** Names a row. */
  public static class Key implements Serializable {

    private static final long serialVersionUID = 1;

    private String address;
    private String component;

    /** For the persistence provider. */
    public Key() {}

    /** Names the row of a component of a source. */
    public Key(String address, ComponentId component) {
      this.address = address;
      this.component = component.text();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && Objects.equals(address, key.address)
          && Objects.equals(component, key.component);
    }

    @Override
    public int hashCode() {
      return Objects.hash(address, component);
    }
  }
}
