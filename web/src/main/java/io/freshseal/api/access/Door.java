package io.freshseal.api.access;

/** Which proof a path asks for. Every page is closed unless it is named here as open. */
enum Door {
  /** Basic or Bearer. */
  API,
  /** A session. */
  SIGNED_IN_PAGE,
  /** None: the log-in itself, styles and scripts, health, OpenAPI. */
  OPEN;

  static final String METRICS = "/metrics";

  private static final String LOGIN = "/console/login.xhtml";
  private static final String RESOURCES = "/jakarta.faces.resource/";

  /**
   * The door of a path.
   *
   * @param servletPath as the container matched it, decoded and normalised
   */
  static Door of(String servletPath) {
    if (servletPath.startsWith("/api/")
        || servletPath.startsWith("/source/")
        || servletPath.equals(METRICS)
        || servletPath.startsWith(METRICS + "/")) {
      return API;
    }
    boolean page = servletPath.endsWith(".xhtml") || servletPath.startsWith("/console/");
    return page && !servletPath.equals(LOGIN) && !servletPath.startsWith(RESOURCES)
        ? SIGNED_IN_PAGE
        : OPEN;
  }
}
