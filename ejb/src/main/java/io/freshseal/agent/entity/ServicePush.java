package io.freshseal.agent.entity;

import io.freshseal.replication.entity.PushView;
import java.util.Objects;
import java.util.Optional;

/**
 * How the service of an enrolled folder hears of new catalogs.
 *
 * @param view what it said last; empty if none runs, or it has said nothing yet
 */
public record ServicePush(boolean running, Optional<PushView> view) {

  /** No service runs. */
  public static final ServicePush NONE = new ServicePush(false, Optional.empty());

  public ServicePush {
    Objects.requireNonNull(view);
  }

  /** The state's name; one of its own where no service runs. */
  public String state() {
    return running
        ? view.map(PushView::state).orElse(PushView.State.STARTING).name()
        : "NO_SERVICE";
  }
}
