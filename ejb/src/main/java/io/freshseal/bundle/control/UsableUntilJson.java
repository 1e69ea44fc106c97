package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.UsableUntil;
import jakarta.json.stream.JsonGenerator;

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
}
