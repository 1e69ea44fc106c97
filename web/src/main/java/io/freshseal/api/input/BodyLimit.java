package io.freshseal.api.input;

import io.freshseal.api.problem.Problem;
import io.freshseal.shared.control.BoundedInputStream;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Bounds the bodies of all requests but uploads, by their announced and by their real length, and
 * asks for the media type where it matters.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {

  /** Most bytes of a body that is not an upload (64 KiB). */
  static final long MAX_BYTES = 64 * 1024;

  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    if (resource.getResourceMethod().isAnnotationPresent(Consumes.class)
        && context.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
      // JAX-RS would take such a body for any of the types that the address consumes.
      throw new NotSupportedException();
    }
    if (resource.getResourceMethod().isAnnotationPresent(LargeBody.class)) {
      return;
    }
    if (ContentLength.of(context.getHeaderString(HttpHeaders.CONTENT_LENGTH)) > MAX_BYTES) {
      throw Problem.tooLarge(MAX_BYTES).asException();
    }
    context.setEntityStream(new BoundedInputStream(context.getEntityStream(), MAX_BYTES));
  }
}
