package io.freshseal.fleet.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;

/**
 * A product line as the manager knows it: its first build that refreshes signature files, and what
 * people call that build. Seeded with the lines of the field, edited by the operator.
 */
@Entity
@Table(name = "relay_build")
public class KnownBuild {

  @Id
  @Column(name = "product_line")
  private String line;

  @Column(name = "first_build", nullable = false)
  private int firstBuild;

  @Column(name = "display_name", nullable = false)
  private String displayName;

  /** For the persistence provider. */
  protected KnownBuild() {}

  /** Makes the row of a line. */
  public KnownBuild(RelayBuild first, String displayName) {
    this.line = first.line();
    this.firstBuild = first.number();
    this.displayName = Objects.requireNonNull(displayName);
  }

  /** The product line, {@code 20.0.0}. */
  public String line() {
    return line;
  }

  /** The first build of the line that refreshes signature files. */
  public RelayBuild first() {
    return RelayBuild.parse(line + "-" + firstBuild).orElseThrow();
  }

  /** What people call that build, for example {@code Update 12}. */
  public String displayName() {
    return displayName;
  }
}
