package io.freshseal.console.updates;

import io.freshseal.console.frame.Notices;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.UpdateOrder;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders security updates from any page, and leads to the page of the new run. */
@Named
@RequestScoped
public class UpdateOrders {

  private static final String RUN = "/console/update?faces-redirect=true&id=";

  private final SecurityUpdates updates;
  private final UpdateWish wish;
  private final Notices notices;

  /** For the container's proxy. */
  protected UpdateOrders() {
    this(null, null, null);
  }

  @Inject
  public UpdateOrders(SecurityUpdates updates, UpdateWish wish, Notices notices) {
    this.updates = updates;
    this.wish = wish;
    this.notices = notices;
  }

  /** Orders what the form says. */
  public String order() {
    Optional<String> objection = wish.objection();
    if (objection.isPresent()) {
      notices.wrong(objection.get());
      return null;
    }
    return ordered(wish.order());
  }

  /** Orders an update of one computer. */
  public String ofComputer(UUID computer) {
    return ofComputer(computer, OrderKind.UPDATE.name());
  }

  /** Orders something of one computer, by the name of the kind. */
  public String ofComputer(UUID computer, String kind) {
    return ordered(
        new UpdateOrder(
            OrderKind.parse(kind).orElseThrow(),
            List.of(computer),
            Optional.empty(),
            UpdateOrder.USUAL));
  }

  /** Orders an update of a relay group's computers. */
  public String ofGroup(String group) {
    return ordered(
        new UpdateOrder(OrderKind.UPDATE, List.of(), Optional.of(group), UpdateOrder.USUAL));
  }

  private String ordered(UpdateOrder order) {
    return updates
        .order(order)
        .fold(
            update -> {
              notices.done("updates.ordered");
              return RUN + update.id();
            },
            refused -> {
              notices.refused(refused.code(), refused.sentence());
              return null;
            });
  }
}
