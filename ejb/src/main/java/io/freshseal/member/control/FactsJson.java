package io.freshseal.member.control;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.JsonSentence;
import io.freshseal.shared.entity.Platform;
import jakarta.json.stream.JsonGenerator;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Optional;

/** What a computer says of itself, as members of an enrolment or a heartbeat. */
final class FactsJson {

  private static final int LONGEST_URL = 2048;

  private FactsJson() {}

  static void write(MemberFacts facts, JsonGenerator json) {
    json.write("name", facts.name().text())
        .write("platform", facts.platform().text())
        .write("build", facts.build().text());
    facts.url().ifPresent(url -> json.write("url", url.toString()));
    json.writeStartArray("roles");
    facts.roles().stream().sorted().forEach(role -> json.write(role.text()));
    json.writeEnd();
  }

  static JsonList<MemberRole> roles() {
    return new JsonList<>(
        MemberRole.values().length,
        cursor ->
            MemberRole.parse(cursor.text())
                .orElseThrow(() -> new MalformedJsonException(JsonSentence.MEMBER_WRONG, "roles")));
  }

  static MemberFacts read(JsonFields fields, JsonList<MemberRole> roles)
      throws MalformedJsonException {
    if (roles.items().isEmpty()) {
      throw new MalformedJsonException(JsonSentence.MEMBER_WRONG, "roles");
    }
    return new MemberFacts(
        fields.value("name", ComputerName::parse),
        fields.value("platform", Platform::parse),
        fields.value("build", RelayBuild::parse),
        EnumSet.copyOf(roles.items()),
        fields.optionalValue("url", FactsJson::url));
  }

  /** Reads an absolute http or https address without user, query and fragment. */
  static Optional<URI> url(String text) {
    if (text.length() > LONGEST_URL) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text).parseServerAuthority();
      boolean plain =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException | NumberFormatException e) {
      // The JDK reads the numbers of an IPv4 address within an IPv6 one without a bound.
      return Optional.empty();
    }
  }
}
