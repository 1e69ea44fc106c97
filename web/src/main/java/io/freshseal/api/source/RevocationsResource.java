package io.freshseal.api.source;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.publishing.entity.SignerInUse;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.RevokedCertificate;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Revoking signing certificates. */
@ForAdministrators
@Path("revocations")
@Produces(MediaType.APPLICATION_JSON)
public class RevocationsResource {

  private final SourceDesk desk;

  @Inject
  public RevocationsResource(SourceDesk desk) {
    this.desk = desk;
  }

  /** What is revoked, and the certificates in use. */
  @GET
  public byte[] list() {
    return JsonAnswers.object(
        json -> {
          json.writeStartArray("revoked");
          desk.revoked().forEach(one -> write(one, json));
          json.writeEnd().writeStartArray("inUse");
          desk.signersInUse().forEach(signer -> write(signer, json));
          json.writeEnd();
        });
  }

  private static void write(RevokedCertificate one, JsonGenerator json) {
    json.writeStartObject()
        .write("serialNumber", one.serialNumber().toString(16))
        .write("at", one.at().toString())
        .write("reason", one.reason().text())
        .writeEnd();
  }

  private static void write(SignerInUse signer, JsonGenerator json) {
    json.writeStartObject()
        .write("serialNumber", signer.certificate().serialNumber())
        .write("subject", signer.certificate().subject())
        .write("issuer", signer.certificate().issuer())
        .write("notBefore", signer.certificate().notBefore().toString())
        .write("notAfter", signer.certificate().notAfter().toString())
        .write("catalog", signer.catalog())
        .writeStartArray("components");
    signer.components().forEach(id -> json.write(id.text()));
    json.writeEnd().writeEnd();
  }

  /** Revokes a certificate, signs anew what it had signed, and publishes. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] revoke(InputStream body) {
    RevocationOrder order = Bodies.json(body, RevocationsResource::order);
    boolean inUse = desk.isInUse(order.serialNumber());
    return desk.revoke(order)
        .fold(
            published -> json(published, inUse),
            nothing ->
                JsonAnswers.object(
                    json -> json.write("outcome", "NOTHING").write("wasInUse", inUse)),
            refused -> {
              throw Problem.of(refused.code(), refused.sentence()).asException();
            });
  }

  private static RevocationOrder order(JsonFields fields) throws MalformedJsonException {
    return new RevocationOrder(
        fields.value("serialNumber", RevokedCertificate::parseSerialNumber),
        fields.value("reason", RevocationReason::parse),
        fields.optionalValue("authority", Sha256::parse));
  }

  private static byte[] json(Published published, boolean inUse) {
    return JsonAnswers.object(
        json ->
            json.write("outcome", "PUBLISHED")
                .write("sequence", published.sequence())
                .write("components", published.components())
                .write("renewed", published.renewed())
                .write("wasInUse", inUse));
  }
}
