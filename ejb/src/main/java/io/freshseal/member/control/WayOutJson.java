package io.freshseal.member.control;

import io.freshseal.member.entity.WayOut;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.HttpProxy;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;
import java.util.Optional;

/** The member {@value #NAME} of an answer and of a membership. Holds a secret. */
final class WayOutJson {

  private static final String NAME = "proxy";
  private static final Map<String, Boolean> RELAYS = Map.of("proxy", true, "direct", false);

  private WayOutJson() {}

  static void write(WayOut out, JsonGenerator json) {
    json.writeStartObject(NAME)
        .write("host", out.proxy().host())
        .write("port", out.proxy().port())
        .write("relays", out.relaysToo() ? "proxy" : "direct");
    out.proxy()
        .login()
        .ifPresent(login -> json.write("user", login.user()).write("password", login.password()));
    json.writeEnd();
  }

  static Optional<WayOut> read(JsonFields fields) throws MalformedJsonException {
    Optional<JsonFields> proxy = fields.optionalObject(NAME);
    return proxy.isEmpty() ? Optional.empty() : Optional.of(of(proxy.get()));
  }

  private static WayOut of(JsonFields fields) throws MalformedJsonException {
    return new WayOut(
        new HttpProxy(
            fields.value("host", text -> Optional.of(text).filter(HttpProxy::isHost)),
            (int) fields.number("port", 1, 65_535),
            fields.has("user") ? Optional.of(login(fields)) : Optional.empty()),
        fields.value("relays", text -> Optional.ofNullable(RELAYS.get(text))));
  }

  private static HttpProxy.Login login(JsonFields fields) throws MalformedJsonException {
    return new HttpProxy.Login(
        fields.value("user", text -> Optional.of(text).filter(HttpProxy.Login::isUser)),
        fields.value("password", text -> Optional.of(text).filter(HttpProxy.Login::isPassword)));
  }
}
