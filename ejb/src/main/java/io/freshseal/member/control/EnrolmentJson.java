package io.freshseal.member.control;

import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.JoinId;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.trust.entity.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Joining the fleet on the wire: what the computer says of itself, and what it gets. */
public final class EnrolmentJson {

  /** Most bytes of a request. */
  public static final int MAX_REQUEST_BYTES = 64 * 1024;

  /** Most bytes of an answer: the trust anchors, and little else. */
  public static final int MAX_ANSWER_BYTES = 2 * TrustAnchors.MAX_BYTES;

  private EnrolmentJson() {}

  /** The bytes of a request. */
  public static byte[] write(JoinRequest request) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          FactsJson.write(request.facts(), json);
          request.id().ifPresent(id -> json.write("join", id.text()));
          json.writeEnd();
        });
  }

  /**
   * Reads a request.
   *
   * @throws MalformedJsonException if it is none
   */
  public static JoinRequest read(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonList<MemberRole> roles = FactsJson.roles();
      JsonFields fields = cursor.fields(Map.of("roles", roles));
      cursor.end();
      return new JoinRequest(
          FactsJson.read(fields, roles), fields.optionalValue("join", JoinId::parse));
    }
  }

  /** The bytes of an answer; they hold a secret. */
  public static byte[] write(Enrolment enrolment) {
    return JsonBytes.write(
        json ->
            json.writeStartObject()
                .write("id", enrolment.id().toString())
                .write("key", enrolment.key())
                .write("anchors", enrolment.anchors())
                .writeEnd());
  }

  /**
   * Reads an answer. Whether the anchors are the right ones tells the token, not the answer.
   *
   * @throws MalformedJsonException if it is none
   */
  public static Enrolment readAnswer(byte[] bytes) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonFields fields = cursor.fields();
      cursor.end();
      return new Enrolment(
          fields.value("id", JsonFields::parseUuid),
          fields.value("key", text -> Optional.of(text).filter(Enrolment::isKey)),
          fields.value("anchors", EnrolmentJson::bounded));
    }
  }

  private static Optional<String> bounded(String pem) {
    return Optional.of(pem)
        .filter(p -> p.getBytes(StandardCharsets.UTF_8).length <= TrustAnchors.MAX_BYTES);
  }
}
