package io.freshseal.member.control;

import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.LoggedOrder;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log of orders on disk, format {@value #FORMAT}. */
final class OrderLogJson {

  static final String FORMAT = "freshseal-orders/1";

  private OrderLogJson() {}

  /** What the file says. */
  record Content(Optional<LastRun> lastRun, List<LoggedOrder> orders) {
    static final Content EMPTY = new Content(Optional.empty(), List.of());
  }

  static byte[] write(Content content) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject().write("format", FORMAT);
          content.lastRun().ifPresent(run -> OutcomeJson.write(run, json));
          json.writeStartArray("orders");
          content.orders().forEach(order -> write(order, json));
          json.writeEnd().writeEnd();
        });
  }

  private static void write(LoggedOrder order, JsonGenerator json) {
    json.writeStartObject();
    OutcomeJson.writeMembers(order.report(), json);
    json.write("kind", order.kind().name())
        .write("confirmed", order.confirmed() ? 1 : 0)
        .writeEnd();
  }

  static Content read(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonList<LoggedOrder> orders =
          new JsonList<>(OrderLog.MAX_ORDERS, element -> order(element.fields()));
      JsonFields top = cursor.fields(Map.of("orders", orders));
      cursor.end();
      top.value("format", text -> Optional.of(text).filter(FORMAT::equals));
      top.requireArray("orders");
      Optional<JsonFields> run = top.optionalObject("lastRun");
      return new Content(
          run.isPresent() ? Optional.of(OutcomeJson.lastRun(run.get())) : Optional.empty(),
          orders.items());
    }
  }

  private static LoggedOrder order(JsonFields fields) throws MalformedJsonException {
    return new LoggedOrder(
        fields.value("kind", OrderKind::parse),
        OutcomeJson.report(fields),
        fields.number("confirmed", 0, 1) == 1);
  }
}
