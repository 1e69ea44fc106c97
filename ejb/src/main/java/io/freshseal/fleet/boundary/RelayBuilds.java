package io.freshseal.fleet.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.BuildChange;
import io.freshseal.fleet.entity.FleetSentence;
import io.freshseal.fleet.entity.KnownBuild;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** The table of relay builds: read for every decision, edited by the operator. */
@Stateless
public class RelayBuilds {

  private static final int MAX_NAME = 100;
  private static final int MAX_LINES = 1000;

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** All lines, the newest first. */
  public List<KnownBuild> list() {
    return entities
        .createQuery("select b from KnownBuild b", KnownBuild.class)
        .getResultStream()
        .sorted(Comparator.comparing(KnownBuild::first).reversed())
        .toList();
  }

  /** The lines as what decides. */
  public RelayBuildTable table() {
    return new RelayBuildTable(list().stream().map(KnownBuild::first).toList());
  }

  /**
   * Adds a line, or changes the line of this build.
   *
   * @param displayName 1 to 100 characters, none of them a control character
   */
  public BuildChange save(RelayBuild first, String displayName) {
    String name = displayName == null ? "" : displayName.strip();
    if (name.isEmpty() || name.length() > MAX_NAME || name.matches(".*\\p{Cntrl}.*")) {
      return new BuildChange.Refused(
          StatusCode.BAD_REQUEST, Sentence.of(FleetSentence.BUILD_NAME, MAX_NAME));
    }
    if (list().size() >= MAX_LINES) {
      return new BuildChange.Refused(
          StatusCode.TOO_LARGE, Sentence.of(FleetSentence.TOO_MANY_LINES, MAX_LINES));
    }
    KnownBuild saved = entities.merge(new KnownBuild(first, name));
    record(EventType.RELAY_BUILD_SAVED, first.line(), first.text(), name);
    return new BuildChange.Done(saved);
  }

  /**
   * Deletes a line.
   *
   * @param line as {@link KnownBuild#line()}, {@code 20.0.0}
   */
  public BuildChange delete(String line) {
    KnownBuild known = line == null ? null : entities.find(KnownBuild.class, line);
    if (known == null) {
      return new BuildChange.Refused(StatusCode.NOT_FOUND, Sentence.of(FleetSentence.NO_LINE));
    }
    entities.remove(known);
    record(EventType.RELAY_BUILD_DELETED, line, line);
    return new BuildChange.Done(known);
  }

  private void record(EventType type, String line, Object... figures) {
    events.record(
        SystemEvent.of(type, clock.instant())
            .about(line)
            .by(session.getCallerPrincipal().getName())
            .figures(figures));
  }
}
