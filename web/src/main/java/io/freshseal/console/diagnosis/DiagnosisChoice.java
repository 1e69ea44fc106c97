package io.freshseal.console.diagnosis;

import io.freshseal.diagnosis.entity.DiagnosisOrder;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * Which diagnosis the page shows, as text from its address: a kept one, or what a computer, an
 * event or a relay group has. Lives as long as the page is looked at.
 */
@Named
@ViewScoped
public class DiagnosisChoice implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private String id;
  private String computer;
  private String event;
  private String group;

  /** The kept diagnosis that is meant; empty if none is. */
  Optional<UUID> chosen() {
    return uuid(id);
  }

  /** What is to be explained; empty if nothing is. */
  Optional<DiagnosisOrder> asked() {
    return uuid(event)
        .map(DiagnosisOrder::ofEvent)
        .or(() -> uuid(computer).map(DiagnosisOrder::ofComputer))
        .or(
            () ->
                Optional.ofNullable(group).filter(g -> !g.isBlank()).map(DiagnosisOrder::ofGroup));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.ofNullable(text).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether one diagnosis is asked for, and not the list. */
  public boolean isOne() {
    return filled(id) || filled(computer) || filled(event) || filled(group);
  }

  private static boolean filled(String text) {
    return text != null && !text.isBlank();
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getComputer() {
    return computer;
  }

  public void setComputer(String computer) {
    this.computer = computer;
  }

  public String getEvent() {
    return event;
  }

  public void setEvent(String event) {
    this.event = event;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }
}
