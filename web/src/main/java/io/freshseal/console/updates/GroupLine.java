package io.freshseal.console.updates;

import io.freshseal.updates.entity.GroupProgress;
import java.util.List;

/**
 * How far a run is in one relay group: its relays first, then the agents behind them.
 *
 * @param group the group's id
 */
public record GroupLine(String group, List<StepLook> relays, List<StepLook> agents) {

  static GroupLine of(GroupProgress progress) {
    return new GroupLine(
        progress.group(),
        StepLook.ofStates(progress.relays()),
        StepLook.ofStates(progress.agents()));
  }
}
