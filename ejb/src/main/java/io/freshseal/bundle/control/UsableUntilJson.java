package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.UsableUntil;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.CertificateFacts;
import jakarta.json.stream.JsonGenerator;
import java.util.Arrays;
import java.util.Optional;

/** Until when something is usable and why, as two members of an object that was begun. */
public final class UsableUntilJson {

  private UsableUntilJson() {}

  /** Writes {@code usableUntil} and {@code because}. */
  public static void write(UsableUntil usable, JsonGenerator json) {
    json.write("usableUntil", usable.until().toString())
        .writeStartObject("because")
        .write("what", usable.what().name());
    usable.component().ifPresent(id -> json.write("component", id.text()));
    usable
        .certificate()
        .ifPresent(
            certificate ->
                json.write("certificate", certificate.subject())
                    .write("role", certificate.role().name())
                    .write("serialNumber", certificate.serialNumber()));
    usable.issuer().ifPresent(issuer -> json.write("issuer", issuer));
    json.writeEnd();
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws MalformedJsonException for anything else
   */
  static UsableUntil read(JsonFields fields) throws MalformedJsonException {
    JsonFields because = fields.object("because");
    Optional<UsableUntil.Ending> certificate = Optional.empty();
    if (because.has("certificate")) {
      certificate =
          Optional.of(
              new UsableUntil.Ending(
                  because.value("certificate", Optional::of),
                  because.value("role", text -> word(CertificateFacts.Role.class, text)),
                  because.value("serialNumber", Optional::of)));
    }
    return new UsableUntil(
        fields.instant("usableUntil"),
        because.value("what", text -> word(UsableUntil.What.class, text)),
        because.optionalValue("component", ComponentId::parse),
        certificate,
        because.optionalValue("issuer", Optional::of));
  }

  private static <E extends Enum<E>> Optional<E> word(Class<E> kind, String text) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(each -> each.name().equals(text))
        .findFirst();
  }
}
