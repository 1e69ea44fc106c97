package io.freshseal.agent.boundary;

import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.ClockSighting;
import io.freshseal.trust.entity.Conflict;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Hop;
import jakarta.json.stream.JsonGenerator;

/** Writes what a refusal rests on: which certificate, which date, which hop, which digests. */
final class JsonEvidence {

  private final JsonGenerator json;

  JsonEvidence(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the members into the object that was begun; what is not known is left out. */
  void write(Evidence evidence) {
    evidence.offender().ifPresent(this::write);
    evidence.chainVerified().ifPresent(yes -> json.write("chainVerified", yes));
    evidence.date().ifPresent(date -> json.write("date", date.toString()));
    evidence.conflict().ifPresent(this::write);
    evidence.hop().ifPresent(this::write);
    if (!evidence.clocks().isEmpty()) {
      json.writeStartArray("clocks");
      evidence.clocks().forEach(this::write);
      json.writeEnd();
    }
  }

  private void write(CertificateFacts certificate) {
    json.writeStartObject("certificate")
        .write("role", certificate.role().name())
        .write("subject", certificate.subject())
        .write("serialNumber", certificate.serialNumber())
        .write("notBefore", certificate.notBefore().toString())
        .write("notAfter", certificate.notAfter().toString())
        .writeEnd();
  }

  private void write(Conflict conflict) {
    json.writeStartObject("conflict")
        .write("accepted", conflict.accepted().hex())
        .write("offered", conflict.offered().hex())
        .writeEnd();
  }

  private void write(Hop hop) {
    json.writeStartObject("hop")
        .write("place", hop.place().name())
        .write("address", hop.address())
        .writeEnd();
  }

  private void write(ClockSighting sighting) {
    json.writeStartObject()
        .write("host", sighting.host())
        .write("time", sighting.time().toString())
        .write("local", sighting.local().toString())
        .writeEnd();
  }
}
