package io.freshseal.api.diagnosis;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.diagnosis.boundary.Diagnoses;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/** What is wrong, why, and what puts it right. */
@ForAdministrators
@OfManager
@Path("diagnoses")
@Produces(MediaType.APPLICATION_JSON)
public class DiagnosesResource {

  private final Diagnoses diagnoses;
  private final Repairs repairs;

  @Inject
  public DiagnosesResource(Diagnoses diagnoses, Repairs repairs) {
    this.diagnoses = diagnoses;
    this.repairs = repairs;
  }

  /** What is wrong in the fleet now, one for each cause; nothing of it is kept. */
  @GET
  public byte[] open(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    DiagnosisJson writer = new DiagnosisJson(ProblemTitles.locale(languages));
    return JsonAnswers.list("diagnoses", diagnoses.open(), writer::write);
  }

  /** Makes one; the body is {@code {"computer":"ID"}}, {@code {"event":"ID"}} or a group. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response diagnose(
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body) {
    KeptDiagnosis kept =
        Answers.done(
            diagnoses.diagnose(Bodies.parsed(body, DiagnosisJson.MAX_BYTES, DiagnosisJson::order)));
    return Response.created(Answers.below(uri, kept.id())).entity(written(kept, languages)).build();
  }

  /** One, with its steps. */
  @GET
  @Path("{id}")
  public byte[] one(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return written(Answers.found(diagnoses.find(id), DiagnosisSentence.NO_DIAGNOSIS), languages);
  }

  /** Takes all steps, one after the other. */
  @POST
  @Path("{id}/repair")
  public Response repair(
      @PathParam("id") UUID id,
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return begun(Answers.done(repairs.begin(id, Optional.empty())), uri, languages);
  }

  /** Takes one step alone. */
  @POST
  @Path("{id}/steps/{number}")
  public Response step(
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return begun(Answers.done(repairs.begin(id, Optional.of(number))), uri, languages);
  }

  private Response begun(Repair repair, UriInfo uri, String languages) {
    return Response.accepted(new RepairJson(repairs, ProblemTitles.locale(languages)).of(repair))
        .location(Answers.repair(uri, repair.id()))
        .build();
  }

  private static byte[] written(KeptDiagnosis kept, String languages) {
    DiagnosisJson writer = new DiagnosisJson(ProblemTitles.locale(languages));
    return JsonAnswers.object(json -> writer.write(kept, json));
  }
}
