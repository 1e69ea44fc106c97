package io.freshseal.console.access;

import io.freshseal.api.access.SessionCaller;
import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;

/**
 * Refuses what a page is sent and cannot want, before any of it is read: the container would keep
 * the files of a form on disk, whoever sends them, before a page is asked.
 */
@WebFilter(filterName = "page-body-limit", urlPatterns = "*.xhtml")
public class PageBodyLimit extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  @Inject private transient SettingsDesk settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String type = request.getContentType();
    PageBody body =
        new PageBody(
            type == null ? "" : type.toLowerCase(Locale.ROOT),
            request.getContentLengthLong(),
            request.getHeader("Transfer-Encoding") != null);
    int status =
        body.refusal(
            SessionCaller.of(request).isPresent(),
            settings.current().source().intake().maxSize().bytes());
    if (status == PageBody.WELCOME) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("Connection", "close");
      response.sendError(status);
    }
  }
}
