package io.freshseal.member.control;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.RelayList;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.JsonSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import jakarta.json.stream.JsonGenerator;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The answer to a heartbeat on the wire, format {@value #FORMAT}. Unknown members are ignored. */
public final class HeartbeatAnswerJson {

  /** Names the format and its version. */
  public static final String FORMAT = "freshseal-heartbeat-answer/1";

  /** Most bytes of an answer. */
  public static final int MAX_BYTES = 256 * 1024;

  static final int MOST_CERTIFICATES = 8;
  private static final int MOST_WANTS = 8;
  static final int LONGEST_NAME = 100;
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(3660);

  private HeartbeatAnswerJson() {}

  /** The bytes of an answer. */
  public static byte[] write(HeartbeatAnswer answer) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject()
              .write("format", FORMAT)
              .write("time", answer.time().toString())
              .write("next", answer.next().toString())
              .write("updateInterval", answer.updateInterval().toString())
              .write("group", answer.relays().group());
          answer.relays().primary().ifPresent(url -> json.write("primary", url.toString()));
          answer.relays().out().ifPresent(out -> WayOutJson.write(out, json));
          array("wants", answer.wantsHoldings() ? Stream.of("held") : Stream.empty(), json);
          array("relays", answer.relays().relays().stream().map(URI::toString), json);
          json.writeStartArray("orders");
          answer.orders().forEach(order -> write(order, json));
          json.writeEnd();
          array("stored", texts(answer.stored()), json);
          array("confirmed", texts(answer.confirmed()), json);
          array("certificates", answer.certificates().stream().map(Sha256::hex), json);
          json.writeEnd();
        });
  }

  static Stream<String> texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).sorted();
  }

  static void array(String name, Stream<String> texts, JsonGenerator json) {
    json.writeStartArray(name);
    texts.forEach(json::write);
    json.writeEnd();
  }

  private static void write(Order order, JsonGenerator json) {
    json.writeStartObject()
        .write("id", order.id().toString())
        .write("kind", order.kind().name())
        .write("until", order.until().toString());
    order.build().ifPresent(build -> json.write("build", build.text()));
    json.writeEnd();
  }

  /**
   * Reads foreign bytes.
   *
   * @throws MalformedJsonException if they are no answer, or one beyond a bound
   */
  public static HeartbeatAnswer read(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonList<String> wants = new JsonList<>(MOST_WANTS, JsonCursor::text);
      JsonList<URI> relays = texts("relays", RelayList.MAX_RELAYS, FactsJson::url);
      JsonList<Order> orders = new JsonList<>(HeartbeatAnswer.MAX_ORDERS, c -> order(c.fields()));
      JsonList<UUID> stored = texts("stored", Heartbeat.MAX_EVENTS, JsonFields::parseUuid);
      JsonList<UUID> confirmed = texts("confirmed", Heartbeat.MAX_ORDERS, JsonFields::parseUuid);
      JsonList<Sha256> certificates = texts("certificates", MOST_CERTIFICATES, Sha256::parse);
      JsonFields top =
          cursor.fields(
              Map.of(
                  "wants", wants,
                  "relays", relays,
                  "orders", orders,
                  "stored", stored,
                  "confirmed", confirmed,
                  "certificates", certificates));
      cursor.end();
      top.value("format", text -> Optional.of(text).filter(FORMAT::equals));
      return new HeartbeatAnswer(
          top.instant("time"),
          top.value("next", HeartbeatAnswerJson::next),
          wants.items().contains("held"),
          orders.items(),
          new RelayList(
              top.value("group", text -> Optional.of(Sentence.cleaned(text, LONGEST_NAME))),
              relays.items(),
              top.optionalValue("primary", FactsJson::url),
              WayOutJson.read(top)),
          top.value("updateInterval", HeartbeatAnswerJson::duration),
          Set.copyOf(stored.items()),
          Set.copyOf(confirmed.items()),
          Set.copyOf(certificates.items()));
    }
  }

  static <T> JsonList<T> texts(String name, int most, Function<String, Optional<T>> form) {
    return new JsonList<>(
        most,
        cursor ->
            form.apply(cursor.text())
                .orElseThrow(() -> new MalformedJsonException(JsonSentence.MEMBER_WRONG, name)));
  }

  private static Order order(JsonFields fields) throws MalformedJsonException {
    return new Order(
        fields.value("id", JsonFields::parseUuid),
        fields.value("kind", OrderKind::parse),
        fields.optionalValue("build", RelayBuild::parse),
        fields.instant("until"));
  }

  static Optional<Duration> next(String text) {
    return duration(text)
        .filter(d -> d.compareTo(HeartbeatAnswer.SHORTEST) >= 0)
        .filter(d -> d.compareTo(HeartbeatAnswer.LONGEST) <= 0);
  }

  static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(d -> !d.isNegative() && d.compareTo(LONGEST_INTERVAL) <= 0);
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
