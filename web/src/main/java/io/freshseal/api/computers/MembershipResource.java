package io.freshseal.api.computers;

import io.freshseal.api.access.EnrolmentSecret;
import io.freshseal.api.access.ForComputer;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.access.WithEnrolmentToken;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.ContentLength;
import io.freshseal.api.input.LargeBody;
import io.freshseal.api.problem.Problem;
import io.freshseal.computers.boundary.EnrolmentDesk;
import io.freshseal.computers.entity.EnrolmentSentence;
import io.freshseal.heartbeats.boundary.HeartbeatDesk;
import io.freshseal.member.control.EnrolmentJson;
import io.freshseal.member.control.HeartbeatAnswerJson;
import io.freshseal.member.control.HeartbeatJson;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;

/** What computers themselves ask for: to join, and to be heard. */
@OfManager
@Path("computers")
@Produces(MediaType.APPLICATION_JSON)
public class MembershipResource {

  private final EnrolmentDesk enrolment;
  private final HeartbeatDesk heartbeats;
  private final LargeBodies bodies;
  private final HttpServletRequest request;

  @Inject
  public MembershipResource(
      EnrolmentDesk enrolment,
      HeartbeatDesk heartbeats,
      LargeBodies bodies,
      HttpServletRequest request) {
    this.bodies = bodies;
    this.enrolment = enrolment;
    this.heartbeats = heartbeats;
    this.request = request;
  }

  /** Joins the fleet; the secret of an enrolment token is the proof. */
  @POST
  @WithEnrolmentToken
  @Consumes(MediaType.APPLICATION_JSON)
  public Response join(InputStream body) {
    String secret = EnrolmentSecret.of(request).orElseThrow();
    JoinRequest wish = Bodies.parsed(body, EnrolmentJson.MAX_REQUEST_BYTES, EnrolmentJson::read);
    Enrolment joined =
        enrolment
            .join(secret, wish, request.getRemoteAddr())
            .fold(
                done -> done,
                refused -> {
                  throw Problem.of(refused.code(), refused.sentence()).asException();
                });
    return Response.created(URI.create(request.getRequestURI() + "/" + joined.id()))
        .entity(EnrolmentJson.write(joined))
        .build();
  }

  /** Takes a heartbeat in; the computer's own key is the proof. */
  @POST
  @Path("{id}/heartbeat")
  @ForComputer
  @LargeBody
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] heartbeat(@PathParam("id") UUID id, InputStream body) {
    return bodies.take(
        body,
        ContentLength.of(request.getHeader(HttpHeaders.CONTENT_LENGTH)),
        HeartbeatJson.mostBytes(),
        HeartbeatJson::read,
        heartbeat -> heard(id, heartbeat));
  }

  private byte[] heard(UUID id, Heartbeat heartbeat) {
    return heartbeats
        .take(id, heartbeat, request.getRemoteAddr())
        .map(HeartbeatAnswerJson::write)
        .orElseThrow(
            () -> refused(StatusCode.NOT_FOUND, EnrolmentSentence.NO_COMPUTER).asException());
  }

  private static Problem refused(StatusCode code, EnrolmentSentence sentence) {
    return Problem.of(code, Sentence.of(sentence));
  }
}
