package io.freshseal.console.computers;

import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** What every page of the fleet asks for, read once in a request. */
@Named
@RequestScoped
public class Fleet {

  private final SettingsDesk settings;
  private final RelayGroups relayGroups;
  private final FleetFigures figures;
  private GroupTree tree;
  private Map<ComputerState, Long> states;

  /** For the container's proxy. */
  protected Fleet() {
    this(null, null, null);
  }

  @Inject
  public Fleet(SettingsDesk settings, RelayGroups relayGroups, FleetFigures figures) {
    this.settings = settings;
    this.relayGroups = relayGroups;
    this.figures = figures;
  }

  /** Whether this process is the manager. */
  public boolean isActive() {
    return settings.current().has(Role.MANAGER);
  }

  /** The relay groups as the tree that components flow down. */
  public GroupTree tree() {
    if (tree == null) {
      tree = relayGroups.tree();
    }
    return tree;
  }

  /** The relay groups to choose from, parents before their children. */
  public List<RelayGroup> getGroups() {
    return tree().topDown();
  }

  /** The name of a group; its id, if the group is gone. */
  public String groupName(String id) {
    return tree().find(id).map(RelayGroup::name).orElse(id);
  }

  /** The states to choose from. */
  public List<ComputerState> getStates() {
    return List.of(ComputerState.values());
  }

  /** How many computers are in a state. */
  public long count(ComputerState state) {
    if (states == null) {
      states = figures.perState();
    }
    return states.get(state);
  }

  /** How many computers there are. */
  public long getTotal() {
    return getStates().stream().mapToLong(this::count).sum();
  }

  /** Class and icon of a state, in the words of the style sheet. */
  public String style(ComputerState state) {
    return switch (state) {
      case OFFLINE -> "due";
      case FAILED -> "expired";
      case WELL -> "ok";
    };
  }

  /** Name of the icon of a state. */
  public String icon(ComputerState state) {
    return state == ComputerState.OFFLINE ? "offline" : style(state);
  }
}
