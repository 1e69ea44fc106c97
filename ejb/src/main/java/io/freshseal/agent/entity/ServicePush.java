package io.freshseal.agent.entity;

import io.freshseal.replication.entity.PushView;
import java.util.Objects;
import java.util.Optional;

/**
 * How the service of an enrolled folder hears of new catalogs.
 *
 * @param service whether one runs
 * @param view what it said last; empty if none is known to run, or it has said nothing yet
 */
public record ServicePush(Service service, Optional<PushView> view) {

  /** What is known of the service. */
  public enum Service {
    /** It runs. */
    RUNNING,
    /** None runs. */
    NONE,
    /** Its files may not be opened by who asks. */
    UNKNOWN
  }

  /** No service runs. */
  public static final ServicePush NONE = new ServicePush(Service.NONE, Optional.empty());

  /** Nobody can tell whether one runs. */
  public static final ServicePush UNKNOWN = new ServicePush(Service.UNKNOWN, Optional.empty());

  public ServicePush {
    Objects.requireNonNull(service);
    Objects.requireNonNull(view);
  }

  /** One runs. */
  public static ServicePush running(Optional<PushView> view) {
    return new ServicePush(Service.RUNNING, view);
  }

  /** The state's name; one of its own where no service runs, or none is known to. */
  public String state() {
    return switch (service) {
      case RUNNING -> view.map(PushView::state).orElse(PushView.State.STARTING).name();
      case NONE -> "NO_SERVICE";
      case UNKNOWN -> "SERVICE_UNKNOWN";
    };
  }
}
