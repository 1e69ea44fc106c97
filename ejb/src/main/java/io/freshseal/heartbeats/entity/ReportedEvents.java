package io.freshseal.heartbeats.entity;

import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The events of a heartbeat as the manager keeps them. Whoever has a computer's key may say what
 * happened there and nothing else: target and actor are the computer that the key belongs to,
 * whatever name the heartbeat carries; the time is put right by the computer's clock, and an event
 * of an origin that is not the computer's is not kept. The event of an agent's update comes with
 * the system event around it.
 */
public final class ReportedEvents {

  private ReportedEvents() {}

  /**
   * What to store.
   *
   * @param speaker whose key the heartbeat came with
   * @param now by the manager's clock, when the heartbeat arrived
   */
  public static List<SystemEvent> of(Speaker speaker, Heartbeat heartbeat, Instant now) {
    Duration ahead = Duration.between(now, heartbeat.time());
    Set<Origin> origins = origins(speaker, heartbeat.facts());
    List<SystemEvent> kept = new ArrayList<>();
    for (SystemEvent event : heartbeat.events()) {
      if (origins.contains(event.type().origin())) {
        Instant time = event.time().minus(ahead);
        SystemEvent reported =
            new SystemEvent(
                event.key(),
                time.isAfter(now) ? now : time,
                event.type(),
                speaker.name().text(),
                speaker.actor(),
                event.error(),
                event.figures());
        kept.add(reported);
        NestedEvent.around(reported).ifPresent(kept::add);
      }
    }
    return List.copyOf(kept);
  }

  private static Set<Origin> origins(Speaker speaker, MemberFacts said) {
    MemberFacts facts = speaker.mayRelay() ? said : said.asAgent();
    Set<Origin> origins = EnumSet.of(Origin.AGENT);
    if (facts.is(MemberRole.RELAY)) {
      origins.add(Origin.RELAY);
    }
    if (facts.is(MemberRole.SOURCE)) {
      origins.add(Origin.SOURCE);
    }
    return origins;
  }
}
