package io.freshseal.api.access;

import io.freshseal.access.entity.Caller;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Lets administrators through, and everyone to what is {@link Open}. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Inject private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    if (request.getAttribute(RequestAuthentication.REFUSED) instanceof Problem problem) {
      throw problem.asException();
    }
    if (isOpen()) {
      return;
    }
    if (request.getUserPrincipal() == null) {
      throw new Problem(401, StatusCode.UNAUTHENTICATED, WebSentence.SIGN_IN).asException();
    }
    // Not SecurityContext.isCallerInRole: on Java 25 it is always false here.
    if (!request.isUserInRole(Caller.ADMINISTRATOR)) {
      throw new Problem(403, StatusCode.FORBIDDEN, WebSentence.ADMINISTRATOR_NEEDED).asException();
    }
  }

  private boolean isOpen() {
    return resource.getResourceMethod().isAnnotationPresent(Open.class)
        || resource.getResourceClass().isAnnotationPresent(Open.class);
  }
}
