package io.freshseal.api.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what a resource or filter of our own refused. */
@Provider
public class ProblemMapper extends ProblemResponses implements ExceptionMapper<ProblemException> {

  @Override
  public Response toResponse(ProblemException refusal) {
    return respond(refusal.problem()).build();
  }
}
