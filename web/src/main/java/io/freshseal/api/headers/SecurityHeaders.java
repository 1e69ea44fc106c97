package io.freshseal.api.headers;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.function.BiConsumer;

/**
 * Sets what every response carries. The console's pages get two policies, which a browser enforces
 * both: this one, and the one with the nonce for scripts, which PrimeFaces writes with the page.
 */
@WebFilter(
    filterName = "security-headers",
    urlPatterns = "/*",
    asyncSupported = true,
    // An error page begins with an empty response.
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class SecurityHeaders extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
  private static final String PAGE =
      "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
          + " connect-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";
  // RFC 6797: a year. Not for subdomains, which may be somebody else's.
  private static final String ALWAYS_HTTPS = "max-age=31536000";
  private static final String RESOURCES = "/jakarta.faces.resource/";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean resource = request.getServletPath().startsWith(RESOURCES);
    boolean page = !resource && request.getServletPath().endsWith(".xhtml");
    set(request.isSecure(), response::setHeader);
    if (page) {
      response.setHeader("Content-Security-Policy", PAGE);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader(
          "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
    chain.doFilter(request, response);
  }

  /** Names what every response carries that is no page. */
  public static void set(boolean secure, BiConsumer<String, String> header) {
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("X-Frame-Options", "DENY");
    header.accept("Referrer-Policy", "same-origin");
    header.accept("Content-Security-Policy", NOTHING);
    if (secure) {
      header.accept("Strict-Transport-Security", ALWAYS_HTTPS);
    }
  }
}
