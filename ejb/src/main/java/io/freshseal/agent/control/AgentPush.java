package io.freshseal.agent.control;

import io.freshseal.member.control.HeartbeatLoop;
import io.freshseal.replication.control.push.PushDuties;
import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the agent's service does about a new catalog at its relay: an update by itself before its
 * time. Where the manager leaves no updates to it, it does not even listen.
 */
public final class AgentPush implements PushDuties {

  private final HeartbeatLoop loop;
  private final Supplier<Optional<String>> held;
  private final Duration jitter;
  private final Consumer<PushView> listener;
  private final Consumer<PushView> note;

  /**
   * Makes the duties.
   *
   * @param held the entity tag of the catalog at hand
   * @param jitter within this much an update begins
   * @param listener hears how the push stands, whenever that changes
   * @param note hears that too, and of each new catalog that was heard of
   */
  public AgentPush(
      HeartbeatLoop loop,
      Supplier<Optional<String>> held,
      Duration jitter,
      Consumer<PushView> listener,
      Consumer<PushView> note) {
    this.loop = loop;
    this.held = held;
    this.jitter = jitter;
    this.listener = listener;
    this.note = note;
  }

  @Override
  public boolean listens() {
    return loop.updatesByItself();
  }

  @Override
  public List<Reach> sources() {
    return loop.sources();
  }

  @Override
  public Optional<String> held() {
    return held.get();
  }

  @Override
  public Duration interval() {
    return loop.updateInterval();
  }

  @Override
  public Duration jitter() {
    return jitter;
  }

  @Override
  public void run() throws InterruptedException {
    loop.updateNow();
  }

  @Override
  public void stands(PushView how) {
    listener.accept(how);
    note.accept(how);
  }

  @Override
  public void heard(PushView how) {
    note.accept(how);
  }
}
