package io.freshseal.console.enrolment;

import io.freshseal.computers.entity.TokenOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is typed about an enrolment token. */
public class TokenForm {

  /** The validities to choose from. */
  static final List<Duration> VALIDITIES =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  private String name;
  private String uses = "1";
  private String validity = Duration.ofDays(1).toString();
  private String group;
  private boolean relays;

  /** The order; a number that cannot be read counts as none, and is refused as such. */
  TokenOrder order() {
    return new TokenOrder(
        name == null ? "" : name.strip(),
        Optional.ofNullable(group).filter(id -> !id.isBlank()),
        uses != null && uses.matches("[0-9]{1,6}") ? Integer.parseInt(uses) : 0,
        relays,
        VALIDITIES.stream()
            .filter(each -> each.toString().equals(validity))
            .findFirst()
            .orElse(Duration.ZERO));
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getUses() {
    return uses;
  }

  public void setUses(String uses) {
    this.uses = uses;
  }

  public String getValidity() {
    return validity;
  }

  public void setValidity(String validity) {
    this.validity = validity;
  }

  public boolean isRelays() {
    return relays;
  }

  public void setRelays(boolean relays) {
    this.relays = relays;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }
}
