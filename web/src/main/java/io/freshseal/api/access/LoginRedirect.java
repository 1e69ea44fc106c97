package io.freshseal.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a browser to the log-in page, and the script of a page too, in the form it understands. */
final class LoginRedirect {

  private LoginRedirect() {}

  /** Answers the request; nothing else may write to the response. */
  static void send(HttpServletRequest request, HttpServletResponse response) {
    boolean ajax = "partial/ajax".equals(request.getHeader("Faces-Request"));
    String target = request.getContextPath() + "/console/login.xhtml" + from(request, ajax);
    if (ajax) {
      writePartial(response, target);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", target);
    }
  }

  private static String from(HttpServletRequest request, boolean ajax) {
    return ajax || "GET".equals(request.getMethod())
        ? "?from=" + URLEncoder.encode(request.getServletPath(), StandardCharsets.UTF_8)
        : "";
  }

  private static void writePartial(HttpServletResponse response, String target) {
    response.setContentType("text/xml");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    try {
      response
          .getOutputStream()
          .write(
              ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                      + target
                      + "\"></redirect></partial-response>")
                  .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
