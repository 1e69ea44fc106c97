package io.freshseal.api.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;

/** Makes the response for a problem of the current request. */
abstract class ProblemResponses {

  static final String CHALLENGES =
      "Basic realm=\"Freshseal\", charset=\"UTF-8\", Bearer realm=\"Freshseal\"";

  @Context private HttpHeaders headers;
  @Context private UriInfo uri;

  /** The problem of this request; a 401 names the ways to sign in. */
  final ResponseBuilder respond(Problem problem) {
    return respond(problem, uri.getRequestUri().getRawPath());
  }

  final ResponseBuilder respond(Problem problem, String instance) {
    ProblemDocument document =
        ProblemDocument.of(problem, instance, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    ResponseBuilder response =
        Response.status(problem.status())
            .type(ProblemDocument.MEDIA_TYPE)
            .language(document.language())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(document.body());
    problem.headers().forEach(response::header);
    if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGES);
    }
    return response;
  }
}
