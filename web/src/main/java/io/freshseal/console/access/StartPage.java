package io.freshseal.console.access;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serial;

/**
 * Leads from the bare address to the console, and from its folder, where the container would lead
 * to whatever host the request names.
 */
@WebServlet(
    name = "start-page",
    urlPatterns = {"", "/console", "/console/"})
public class StartPage extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", request.getContextPath() + ConsolePage.OVERVIEW);
  }
}
