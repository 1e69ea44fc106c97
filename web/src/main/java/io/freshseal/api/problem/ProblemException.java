package io.freshseal.api.problem;

import java.io.Serial;

/**
 * Carries a problem out of a resource to the mapper, as JAX-RS ends a request early. Has no stack
 * trace: it tells of the request, not of this program.
 */
public final class ProblemException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.sentence().english(), null, false, false);
    this.problem = problem;
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }
}
