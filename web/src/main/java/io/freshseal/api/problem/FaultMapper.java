package io.freshseal.api.problem;

import io.freshseal.shared.entity.StatusCode;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** Answers everything that nobody expected: the caller gets a reference, the log the rest, once. */
@Provider
public class FaultMapper extends ProblemResponses implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(FaultMapper.class.getName());

  @Override
  public Response toResponse(Throwable fault) {
    for (Throwable t = fault; t != null; t = t.getCause()) {
      if (t instanceof ProblemException refusal) {
        return respond(refusal.problem()).build();
      }
      if (t instanceof EJBAccessException) {
        return respond(HttpProblems.of(403)).build();
      }
    }
    String reference = "urn:uuid:" + UUID.randomUUID();
    LOG.log(Level.ERROR, "An API request failed, " + reference, fault);
    return respond(new Problem(500, StatusCode.INTERNAL, WebSentence.FAULT), reference).build();
  }
}
