package io.freshseal.console.updates;

import io.freshseal.console.frame.Notices;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateOrder;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The newest security updates, and the form that orders one. */
@Named
@RequestScoped
public class UpdatesPage {

  private static final int LISTED = 50;
  private static final String RUN = "/console/update?faces-redirect=true&id=";

  private final SecurityUpdates updates;
  private final Notices notices;
  private List<RunLine> runs;
  private String kind = OrderKind.UPDATE.name();
  private String group = "";

  /** For the container's proxy. */
  protected UpdatesPage() {
    this(null, null);
  }

  @Inject
  public UpdatesPage(SecurityUpdates updates, Notices notices) {
    this.updates = updates;
    this.notices = notices;
  }

  /** The newest runs, the newest first. */
  public List<RunLine> getRuns() {
    if (runs == null) {
      runs = lines(LISTED);
    }
    return runs;
  }

  /** As many of the newest runs, the newest first. */
  public List<RunLine> lines(int most) {
    List<SecurityUpdate> newest = updates.newest(most);
    Map<UUID, Map<StepState, Long>> counts =
        updates.countsOf(newest.stream().map(SecurityUpdate::id).toList());
    return newest.stream()
        .map(update -> RunLine.of(update, counts.getOrDefault(update.id(), Map.of())))
        .toList();
  }

  /** Orders what the form says. */
  public String order() {
    UpdateOrder order =
        new UpdateOrder(
            OrderKind.parse(kind).orElse(OrderKind.UPDATE),
            List.of(),
            Optional.ofNullable(group).filter(id -> !id.isBlank()),
            UpdateOrder.USUAL);
    return ordered(updates.order(order));
  }

  /** Orders an update of one computer. */
  public String orderOf(UUID computer) {
    return orderOf(computer, OrderKind.UPDATE.name());
  }

  /** Orders something of one computer, by the name of the kind. */
  public String orderOf(UUID computer, String what) {
    return ordered(
        updates.order(
            new UpdateOrder(
                OrderKind.parse(what).orElseThrow(),
                List.of(computer),
                Optional.empty(),
                UpdateOrder.USUAL)));
  }

  private String ordered(Outcome<SecurityUpdate> outcome) {
    runs = null;
    return outcome.fold(
        update -> {
          notices.done("updates.ordered");
          return RUN + update.id();
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
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
}
