package io.freshseal.api.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS refuses: unknown address, method, media types. */
@Provider
public class HttpRefusalMapper extends ProblemResponses
    implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response original = refusal.getResponse();
    if (refusal.getCause() instanceof ProblemException own) {
      return respond(own.problem()).build();
    }
    if (original.getStatus() < 400) {
      return original;
    }
    ResponseBuilder response = respond(HttpProblems.of(original.getStatus()));
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
  }
}
