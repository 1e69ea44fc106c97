package io.freshseal.console.bundles;

import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.console.frame.Notices;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.UpdateOrder;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is ordered of the computers behind a relay that has taken a bundle in. */
@Named
@RequestScoped
public class CourierAgents {

  private static final String RUN = "/console/update?faces-redirect=true&id=";

  private final SecurityUpdates updates;
  private final Notices notices;

  /** For the container's proxy. */
  protected CourierAgents() {
    this(null, null);
  }

  @Inject
  public CourierAgents(SecurityUpdates updates, Notices notices) {
    this.updates = updates;
    this.notices = notices;
  }

  /** Clears the cache of each agent that failed; what it has applied goes on protecting it. */
  public String clearFailed() {
    return order(
        OrderKind.CLEAR_CACHE,
        new ComputerSelection(
            List.of(),
            Optional.empty(),
            false,
            Optional.of(MemberRole.AGENT),
            Optional.of(ComputerState.FAILED),
            Optional.empty()));
  }

  /** Updates every computer: the relays that take from this one, then the agents. */
  public String update() {
    return order(OrderKind.UPDATE, ComputerSelection.ALL);
  }

  private String order(OrderKind kind, ComputerSelection whom) {
    return updates
        .order(new UpdateOrder(kind, whom, UpdateOrder.USUAL, Duration.ZERO, Optional.empty()))
        .fold(
            run -> {
              notices.done("updates.ordered");
              return RUN + run.id();
            },
            no -> {
              notices.refused(no.code(), no.sentence());
              return null;
            });
  }
}
