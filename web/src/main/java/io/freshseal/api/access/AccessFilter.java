package io.freshseal.api.access;

import io.freshseal.access.entity.Caller;
import io.freshseal.api.problem.Problem;
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
import java.lang.annotation.Annotation;

/**
 * Lets administrators through, everyone to what is {@link Open}, each computer to what is {@link
 * ForComputer} and its own, and who brings an enrolment token to where one joins.
 */
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
    if (isOpen() || isNewcomer()) {
      return;
    }
    if (request.getUserPrincipal() == null || isFor(WithEnrolmentToken.class)) {
      throw new Problem(401, StatusCode.UNAUTHENTICATED, WebSentence.SIGN_IN).asException();
    }
    if (isFor(ForComputer.class)) {
      requireComputer(context.getUriInfo().getPathParameters().getFirst("id"));
      return;
    }
    // Not SecurityContext.isCallerInRole: on Java 25 it is always false here.
    if (!request.isUserInRole(Caller.ADMINISTRATOR)) {
      throw new Problem(403, StatusCode.FORBIDDEN, WebSentence.ADMINISTRATOR_NEEDED).asException();
    }
  }

  private void requireComputer(String id) {
    if (!request.isUserInRole(ComputerCaller.ROLE)
        || !ComputerCaller.is(request.getUserPrincipal(), id)) {
      throw new Problem(403, StatusCode.FORBIDDEN, WebSentence.OWN_KEY).asException();
    }
  }

  private boolean isNewcomer() {
    return isFor(WithEnrolmentToken.class) && EnrolmentSecret.of(request).isPresent();
  }

  private boolean isFor(Class<? extends Annotation> mark) {
    return resource.getResourceMethod().isAnnotationPresent(mark);
  }

  private boolean isOpen() {
    return isFor(Open.class) || resource.getResourceClass().isAnnotationPresent(Open.class);
  }
}
