package io.freshseal.console.updates;

import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.updates.entity.UpdateOrder;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is typed about a security update, with what the page's address said of it. Lives as long as
 * the page is looked at, so that the button means the computers that its reader saw.
 */
@Named
@ViewScoped
public class UpdateWish implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private static final String COMPUTERS = "computer";

  private final ArrayList<UUID> computers = new ArrayList<>();
  private boolean misread;
  private String kind = OrderKind.UPDATE.name();
  private String group;
  private boolean below;
  private String role;
  private String state;
  private String name;
  private String timeout = UpdateOrder.USUAL.toString();

  /** Takes the computers that the address names one by one, each as {@code computer}. */
  public void takeComputers() {
    String[] named =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestParameterValuesMap()
            .getOrDefault(COMPUTERS, new String[0]);
    take(List.of(named));
  }

  // A selection of which a part cannot be read would mean other computers than its reader saw.
  void take(List<String> named) {
    List<UUID> read = named.stream().flatMap(id -> Ids.parse(id).stream()).distinct().toList();
    misread =
        named.stream().anyMatch(id -> Ids.parse(id).isEmpty())
            || read.size() > UpdateOrder.MOST_NAMED;
    computers.clear();
    computers.addAll(read);
  }

  /** The key of why nothing can be ordered; empty if {@link #order} can be made. */
  Optional<String> objection() {
    if (misread
        || isMisread(kind, OrderKind::parse)
        || isMisread(role, MemberRole::parse)
        || isMisread(state, ComputerState::parse)) {
      return Optional.of("updates.selection.wrong");
    }
    if (isMisread(name, NamePattern::parse)) {
      return Optional.of("updates.name.wrong");
    }
    return isMisread(timeout, UpdateWish::length)
        ? Optional.of("updates.timeout.wrong")
        : Optional.empty();
  }

  private static boolean isMisread(String text, Function<String, Optional<?>> form) {
    return text != null && !text.isEmpty() && form.apply(text).isEmpty();
  }

  /** The order, where there is no {@link #objection}. */
  UpdateOrder order() {
    return new UpdateOrder(
        OrderKind.parse(kind).orElseThrow(),
        selection(),
        length(),
        Duration.ZERO,
        Optional.empty());
  }

  private ComputerSelection selection() {
    return new ComputerSelection(
        List.copyOf(computers),
        Optional.ofNullable(group),
        below,
        Optional.ofNullable(role).flatMap(MemberRole::parse),
        Optional.ofNullable(state).flatMap(ComputerState::parse),
        Optional.ofNullable(name).flatMap(NamePattern::parse));
  }

  private Duration length() {
    return Optional.ofNullable(timeout).flatMap(UpdateWish::length).orElse(UpdateOrder.USUAL);
  }

  private static Optional<Duration> length(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The bounds of time to choose from. */
  public List<Duration> getTimeouts() {
    return List.of(
        Duration.ofMinutes(15), Duration.ofHours(1), UpdateOrder.USUAL, Duration.ofHours(24));
  }

  /** How many computers are named one by one. */
  public int getNamed() {
    return computers.size();
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }

  public boolean isBelow() {
    return below;
  }

  public void setBelow(boolean below) {
    this.below = below;
  }

  public String getRole() {
    return role;
  }

  public void setRole(String role) {
    this.role = role;
  }

  public String getState() {
    return state;
  }

  public void setState(String state) {
    this.state = state;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getTimeout() {
    return timeout;
  }

  public void setTimeout(String timeout) {
    this.timeout = timeout;
  }
}
