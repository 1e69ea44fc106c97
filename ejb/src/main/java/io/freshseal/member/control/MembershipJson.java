package io.freshseal.member.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.Guidance;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.RelayList;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import jakarta.json.stream.JsonGenerator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A membership as it lies on the computer's disk, format {@value #FORMAT}. Holds a secret. */
final class MembershipJson {

  static final String FORMAT = "freshseal-membership/1";

  private MembershipJson() {}

  static byte[] write(Membership membership) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject()
              .write("format", FORMAT)
              .write("manager", membership.manager().toString())
              .write("id", membership.id().toString())
              .write("key", membership.key())
              .write("name", membership.name().text());
          membership.source().ifPresent(source -> json.write("source", source));
          HeartbeatAnswerJson.array(
              "certificates", membership.certificates().stream().map(Sha256::hex).sorted(), json);
          membership.guidance().ifPresent(guidance -> write(guidance, json));
          json.writeEnd();
        });
  }

  private static void write(Guidance guidance, JsonGenerator json) {
    json.write("heartbeat", guidance.heartbeat().toString())
        .write("update", guidance.update().toString())
        .write("group", guidance.relays().group());
    guidance.relays().primary().ifPresent(url -> json.write("primary", url.toString()));
    guidance.relays().out().ifPresent(out -> WayOutJson.write(out, json));
    HeartbeatAnswerJson.array(
        "relays", guidance.relays().relays().stream().map(URI::toString), json);
  }

  static Membership read(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonList<Sha256> certificates =
          HeartbeatAnswerJson.texts(
              "certificates", HeartbeatAnswerJson.MOST_CERTIFICATES, Sha256::parse);
      JsonList<URI> relays =
          HeartbeatAnswerJson.texts("relays", RelayList.MAX_RELAYS, FactsJson::url);
      JsonFields top = cursor.fields(Map.of("certificates", certificates, "relays", relays));
      cursor.end();
      top.value("format", text -> Optional.of(text).filter(FORMAT::equals));
      top.requireArray("certificates");
      return new Membership(
          top.value("manager", MembershipJson::manager),
          top.value("id", JsonFields::parseUuid),
          top.value("key", text -> Optional.of(text).filter(Enrolment::isKey)),
          top.value("name", ComputerName::parse),
          top.optionalValue("source", CatalogJson::source),
          Set.copyOf(certificates.items()),
          top.has("group") ? Optional.of(guidance(top, relays)) : Optional.empty());
    }
  }

  private static Optional<URI> manager(String text) {
    return ManagerAddress.parse(text).toOptional().map(ManagerAddress::uri);
  }

  private static Guidance guidance(JsonFields top, JsonList<URI> relays)
      throws MalformedJsonException {
    top.requireArray("relays");
    return new Guidance(
        new RelayList(
            top.value(
                "group",
                text -> Optional.of(Sentence.cleaned(text, HeartbeatAnswerJson.LONGEST_NAME))),
            relays.items(),
            top.optionalValue("primary", FactsJson::url),
            WayOutJson.read(top)),
        top.value("heartbeat", HeartbeatAnswerJson::next),
        top.value("update", HeartbeatAnswerJson::duration));
  }
}
