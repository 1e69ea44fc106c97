package io.freshseal.member.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.events.control.EventJson;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.ProcessId;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A heartbeat on the wire, format {@value #FORMAT}. Unknown members are ignored. */
public final class HeartbeatJson {

  /** Names the format and its version. */
  public static final String FORMAT = "freshseal-heartbeat/1";

  /** Most bytes of a heartbeat in however large a heap; see {@link #mostBytes()}. */
  public static final int MAX_BYTES = 32 * 1024 * 1024;

  /** Most bytes in the smallest heap. */
  public static final int LEAST_BYTES = 8 * 1024 * 1024;

  /** What is longer than this is a long one. */
  public static final int SHORT_BYTES = 1024 * 1024;

  /** How many long ones a manager has in its memory at once. */
  public static final int MOST_LONG = 2;

  /** How long every long one may take to come, however slow it is. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How many bytes of it have to come in a second after that, while others are turned away. */
  public static final int LEAST_RATE = 64 * 1024;

  /** How long the rest of a refused one is let go by, beside the time of the last piece. */
  public static final Duration LONGEST_REST = Duration.ofSeconds(10);

  private static final int SHARE_OF_HEAP = 32;

  private HeartbeatJson() {}

  /**
   * Most bytes of a heartbeat in this process: the longest list of what is held, and everything
   * else.
   */
  public static int mostBytes() {
    long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    return (int) Math.min(MAX_BYTES, Math.max(LEAST_BYTES, share));
  }

  /** The bytes of a heartbeat. */
  public static byte[] write(Heartbeat heartbeat) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject().write("format", FORMAT);
          json.write("time", heartbeat.time().toString());
          FactsJson.write(heartbeat.facts(), json);
          heartbeat.process().ifPresent(process -> json.write("process", process.text()));
          json.write("freeDisk", heartbeat.freeDisk());
          heartbeat.followed().ifPresent(followed -> write(followed, json));
          json.write("holdings", heartbeat.holdings().hex());
          heartbeat.held().ifPresent(held -> HoldingsJson.writeArray(held, json));
          heartbeat.lastRun().ifPresent(run -> OutcomeJson.write(run, json));
          json.writeStartArray("orders");
          heartbeat.orders().forEach(report -> OutcomeJson.write(report, json));
          json.writeEnd().writeStartArray("events");
          heartbeat.events().forEach(event -> write(event, json));
          json.writeEnd().writeEnd();
        });
  }

  /**
   * Reads foreign bytes.
   *
   * @throws MalformedJsonException if they are no heartbeat, or one beyond a bound
   */
  public static Heartbeat read(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonList<MemberRole> roles = FactsJson.roles();
      JsonList<HeldFile> held = HoldingsJson.elements();
      JsonList<OrderReport> orders =
          new JsonList<>(Heartbeat.MAX_ORDERS, c -> OutcomeJson.report(c.fields()));
      JsonList<SystemEvent> events = new JsonList<>(Heartbeat.MAX_EVENTS, EventJson::read);
      JsonFields top =
          cursor.fields(Map.of("roles", roles, "held", held, "orders", orders, "events", events));
      cursor.end();
      top.value("format", text -> Optional.of(text).filter(FORMAT::equals));
      return new Heartbeat(
          top.instant("time"),
          FactsJson.read(top, roles),
          top.optionalValue("process", ProcessId::parse),
          top.number("freeDisk", -1, Long.MAX_VALUE),
          followed(top.optionalObject("followed")),
          top.value("holdings", Sha256::parse),
          held(top, held),
          lastRun(top.optionalObject("lastRun")),
          orders.items(),
          events.items());
    }
  }

  private static Optional<Holdings> held(JsonFields top, JsonList<HeldFile> held)
      throws MalformedJsonException {
    if (!top.has("held")) {
      return Optional.empty();
    }
    top.requireArray("held");
    return Optional.of(new Holdings(held.items()));
  }

  private static Optional<LastRun> lastRun(Optional<JsonFields> fields)
      throws MalformedJsonException {
    return fields.isPresent() ? Optional.of(OutcomeJson.lastRun(fields.get())) : Optional.empty();
  }

  private static void write(Followed followed, JsonGenerator json) {
    json.writeStartObject("followed")
        .write("source", followed.source())
        .write("epoch", followed.epoch())
        .write("sequence", followed.sequence())
        .write("expires", followed.expires().toString())
        .write("anchors", followed.anchors())
        .writeEnd();
  }

  private static Optional<Followed> followed(Optional<JsonFields> fields)
      throws MalformedJsonException {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    JsonFields followed = fields.get();
    return Optional.of(
        new Followed(
            followed.value("source", CatalogJson::source),
            followed.number("epoch", 1, Long.MAX_VALUE),
            followed.number("sequence", 1, Long.MAX_VALUE),
            followed.instant("expires"),
            followed.number("anchors", 0, Long.MAX_VALUE)));
  }

  private static void write(SystemEvent event, JsonGenerator json) {
    json.writeStartObject();
    EventJson.writeMembers(event, json);
    json.writeEnd();
  }
}
