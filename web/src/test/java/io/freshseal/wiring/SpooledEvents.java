package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.boundary.Computers;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.control.Outbox;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.heartbeats.boundary.HeartbeatDesk;
import io.freshseal.heartbeats.boundary.HeartbeatRows;
import io.freshseal.heartbeats.entity.ReportedEvents;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Random lives of agents whose events wait in a spool and come by heartbeats: in batches of any
 * size, twice in one batch, again long after they were confirmed, by two connections at the same
 * moment, with answers that never arrive, and with an end of the manager or of the agent at any
 * point in between.
 */
@Dependent
public class SpooledEvents {

  private static final int LIVES = 12;
  private static final int STEPS = 30;
  private static final List<EventType> TYPES =
      List.of(
          EventType.AGENT_STARTED,
          EventType.AGENT_UPDATED,
          EventType.AGENT_SIGNATURE_REFUSED,
          EventType.AGENT_UPDATE_SKIPPED);

  @EJB private HeartbeatDesk heartbeats;
  @EJB private HeartbeatRows rows;
  @EJB private Computers computers;
  @EJB private EventLog events;
  @Inject private AtOnce atOnce;
  @Inject private Clock clock;

  @Resource(lookup = "java:app/jdbc/freshseal")
  private DataSource database;

  /** Every event that a spool accepted is stored exactly once, and so is the event around it. */
  void areStoredOnce() throws Exception {
    for (int seed = 1; seed <= LIVES; seed++) {
      new Life(seed).pass();
    }
  }

  /** One agent. */
  private final class Life {

    private final String name;
    private final Random random;
    private final UUID computer = UUID.randomUUID();
    private final Path folder = Files.createTempDirectory("spool");
    private final List<SystemEvent> happened = new ArrayList<>();
    private final List<List<SystemEvent>> sent = new ArrayList<>();
    private Outbox spool = Outbox.open(folder);

    private Life(int seed) throws Exception {
      name = "spooling-" + seed;
      random = new Random(seed);
      rows.makeOwn(computer, AtOnce.facts(name), clock.instant());
    }

    private void pass() throws Exception {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(7)) {
          case 0, 1 -> happen(1 + random.nextInt(6));
          case 2 -> hear(send(batch()), random.nextBoolean());
          case 3 -> send(former());
          case 4 -> atTheSameMoment(batch());
          case 5 -> storedAlone(batch());
          default -> spool = Outbox.open(folder);
        }
      }
      while (!spool.oldest(1).isEmpty()) {
        hear(send(batch()), true);
      }
      assertThat(keys("AGENT")).as(name).containsExactlyInAnyOrderElementsOf(keysOf(happened));
      assertThat(keys("MANAGER"))
          .as("around those of %s", name)
          .hasSize((int) happened.stream().filter(e -> e.type() != TYPES.get(0)).count());
      computers.remove(computer);
    }

    private void happen(int count) throws Exception {
      for (int i = 0; i < count; i++) {
        SystemEvent event =
            SystemEvent.of(TYPES.get(random.nextInt(TYPES.size())), clock.instant())
                .figures("1", "2", "3");
        spool.append(event);
        happened.add(event);
      }
    }

    // Some of them twice.
    private List<SystemEvent> batch() throws Exception {
      List<SystemEvent> oldest = spool.oldest(1 + random.nextInt(8));
      return Stream.concat(oldest.stream(), oldest.stream().limit(random.nextInt(2))).toList();
    }

    private List<SystemEvent> former() {
      return sent.isEmpty() ? List.of() : sent.get(random.nextInt(sent.size()));
    }

    private Optional<HeartbeatAnswer> send(List<SystemEvent> batch) {
      sent.add(batch);
      return heartbeats.take(computer, heartbeat(batch), "127.0.0.1");
    }

    private Heartbeat heartbeat(List<SystemEvent> batch) {
      return atOnce.heartbeat(name, batch);
    }

    private void hear(Optional<HeartbeatAnswer> answer, boolean arrives) throws Exception {
      if (arrives) {
        spool.acknowledge(answer.orElseThrow().stored());
      }
    }

    // Whom the database refuses hears nothing and comes again.
    private void atTheSameMoment(List<SystemEvent> batch) throws Exception {
      Callable<Optional<HeartbeatAnswer>> delivery =
          () -> {
            try {
              return heartbeats.take(computer, heartbeat(batch), "127.0.0.1");
            } catch (EJBException e) {
              return Optional.empty();
            }
          };
      for (Optional<HeartbeatAnswer> answer : atOnce.together(List.of(delivery, delivery))) {
        hear(answer, answer.isPresent());
      }
    }

    // The manager ends after the events are stored and before anything else is.
    private void storedAlone(List<SystemEvent> batch) {
      events.storeAll(
          ReportedEvents.of(
              rows.speaker(computer).orElseThrow(), heartbeat(batch), clock.instant()));
    }

    private List<String> keys(String origin) throws SQLException {
      try (Connection connection = database.getConnection();
          PreparedStatement statement =
              connection.prepareStatement(
                  "select event_key from system_event"
                      + " where target = ? and origin = ? and actor = ?")) {
        statement.setString(1, name);
        statement.setString(2, origin);
        statement.setString(3, rows.speaker(computer).orElseThrow().actor());
        try (ResultSet stored = statement.executeQuery()) {
          List<String> keys = new ArrayList<>();
          while (stored.next()) {
            keys.add(stored.getString(1));
          }
          return keys;
        }
      }
    }

    private static List<String> keysOf(List<SystemEvent> all) {
      return all.stream().map(event -> event.key().toString()).toList();
    }
  }
}
