package io.freshseal.api.access;

import io.freshseal.access.entity.Caller;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
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

/** Holds every request to the {@link AccessRule} of what it asks for. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Inject private HttpServletRequest request;
  @Inject private SettingsDesk settings;

  @Override
  public void filter(ContainerRequestContext context) {
    if (request.getAttribute(RequestAuthentication.REFUSED) instanceof Problem problem) {
      throw problem.asException();
    }
    if (resource.getResourceClass().isAnnotationPresent(OfManager.class)
        && !settings.current().has(Role.MANAGER)) {
      throw new Problem(404, StatusCode.NOT_FOUND, WebSentence.NO_ROLE).asException();
    }
    switch (AccessRule.of(resource.getResourceClass(), resource.getResourceMethod())) {
      case OPEN -> {}
      case ENROLMENT_TOKEN -> requireToken();
      case OWN_COMPUTER -> requireComputer(context.getUriInfo().getPathParameters().getFirst("id"));
      case ADMINISTRATORS -> requireAdministrator();
    }
  }

  private void requireToken() {
    if (EnrolmentSecret.of(request).isEmpty()) {
      throw signIn();
    }
  }

  private void requireAdministrator() {
    requireCaller();
    // Not SecurityContext.isCallerInRole: on Java 25 it is always false here.
    if (!request.isUserInRole(Caller.ADMINISTRATOR)) {
      throw new Problem(403, StatusCode.FORBIDDEN, WebSentence.ADMINISTRATOR_NEEDED).asException();
    }
  }

  private void requireComputer(String id) {
    requireCaller();
    if (!request.isUserInRole(ComputerCaller.ROLE)
        || !ComputerCaller.is(request.getUserPrincipal(), id)) {
      throw new Problem(403, StatusCode.FORBIDDEN, WebSentence.OWN_KEY).asException();
    }
  }

  private void requireCaller() {
    if (request.getUserPrincipal() == null) {
      throw signIn();
    }
  }

  private static ProblemException signIn() {
    return new Problem(401, StatusCode.UNAUTHENTICATED, WebSentence.SIGN_IN).asException();
  }
}
